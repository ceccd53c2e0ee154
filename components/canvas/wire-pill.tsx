/** The tools of a wire, and what is wrong with it: beside its middle, where they cover no port. */
import { useStoreApi, type InternalNode } from '@xyflow/react';
import { Plus, TriangleAlert, X, type LucideIcon } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { printDiagnostic } from '@/graph-engine/diagnostics/print';
import type { Diagnostic } from '@/graph-engine/diagnostics/types';
import type { PortType } from '@/graph-engine/document/port-type';
import { describeType } from '@/components/node/port';
import { dispatch, select } from '@/components/studio-state';
import { setCanvas } from '@/components/canvas-state/canvas-state';
import { toCanvas } from '@/components/canvas-state/canvas-view';
import type { Box } from '@/components/canvas-state/geometry';
import { placePill } from './place-pill';
import { hoverWire, leaveWire } from './wire-hover';
import styles from './wire.module.css';

interface Point {
  readonly x: number;
  readonly y: number;
}
export interface WirePillProps {
  readonly id: string;
  readonly middle: Point;
  /** Where the wire can be taken and put elsewhere. */
  readonly ends: readonly Point[];
  readonly color: string;
  readonly type: PortType | null;
  readonly problem: Diagnostic | null;
  readonly tools: boolean;
}
type Rect = Omit<Box, 'id'>;

/** As far as a port can be hit, beyond what is drawn of it. */
const reach = 5;
/** Half of the square in which an end of a wire can be taken. */
export const endReach = 7;

const portsOf = ({ internals: { handleBounds, positionAbsolute } }: InternalNode): Rect[] =>
  [...(handleBounds?.source ?? []), ...(handleBounds?.target ?? [])].map(({ x, y, width, height }) => ({
    x: positionAbsolute.x + x - reach,
    y: positionAbsolute.y + y - reach,
    width: width + 2 * reach,
    height: height + 2 * reach,
  }));

interface ToolProps {
  readonly label: string;
  readonly icon: LucideIcon;
  /** Called with where the button is. */
  act(place: DOMRect): void;
}
function Tool({ label, icon: Icon, act }: ToolProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.tool}
      aria-label={label}
      onClick={(event) => {
        event.stopPropagation();
        act(event.currentTarget.getBoundingClientRect());
      }}
    >
      <Icon size={13} aria-hidden />
    </button>
  );
}

export function WirePill({ id, middle, ends, color, type, problem, tools }: WirePillProps) {
  const element = useRef<HTMLDivElement>(null);
  const flow = useStoreApi();
  const [place, setPlace] = useState<Point | null>(null);
  const words = problem ? `${printDiagnostic(problem).message} ${printDiagnostic(problem).cure}` : type ? describeType(type) : '';
  const key = JSON.stringify([middle, ends, words, tools]);
  // The key stands for all that the place depends on but the nodes, which do not move while a wire is pointed at.
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    const scale = Number(getComputedStyle(current).getPropertyValue('--tool-scale')) || 1;
    const taken = [...flow.getState().nodeLookup.values()].flatMap(portsOf);
    const atEnds = ends.map(({ x, y }) => ({ x: x - endReach, y: y - endReach, width: 2 * endReach, height: 2 * endReach }));
    setPlace(placePill(middle, { width: current.offsetWidth * scale, height: current.offsetHeight * scale }, [...taken, ...atEnds]));
    // oxlint-disable-next-line react/exhaustive-deps -- `key` holds them
  }, [key, flow]);
  const { x, y } = place ?? middle;
  return (
    <div
      ref={element}
      className={`${styles.tools} nodrag nopan`}
      style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px) scale(var(--tool-scale))`, '--wire': color, visibility: place ? undefined : 'hidden' } as React.CSSProperties}
      data-testid={`pill-${id}`}
      onPointerEnter={() => hoverWire(id)}
      onPointerLeave={leaveWire}
      onClick={() => select({ wires: [id] })}
    >
      {problem && (
        <span className={styles.problem}>
          <TriangleAlert size={13} aria-hidden />
          {tools && <span>{words}</span>}
        </span>
      )}
      {tools && !problem && type && <span className={styles.type}>{words}</span>}
      {tools && (
        <>
          <Tool
            label="Insert a node on this wire"
            act={({ left, bottom }) => setCanvas({ search: { x: left, y: bottom + 4, at: toCanvas(left, bottom), wire: id } })}
            icon={Plus}
          />
          <Tool label="Delete this wire" act={() => dispatch('disconnect', { wires: [id] })} icon={X} />
        </>
      )}
    </div>
  );
}
