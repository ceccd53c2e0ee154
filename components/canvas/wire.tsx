/** A wire: coloured by what travels on it, with its shape, and with the reason where it is wrong. */
import { EdgeLabelRenderer, useStore, type EdgeProps, type ReactFlowState } from '@xyflow/react';
import { lazy, memo, Suspense, useCallback, useEffect, useState } from 'react';
import type { Diagnostic } from '@/graph-engine/diagnostics/types';
import { printShape, type Shape } from '@/graph-engine/document/shape';
import type { Position } from '@/graph-engine/document/types';
import { useAnalysis, useDocument } from '@/components/studio-state';
import { isBusy, useTraining } from '@/components/training/use-training';
import { portStyles } from '@/components/node/port-style';
import { useLossColor } from '@/components/node/use-turn-color';
import { useCanvas } from '@/components/canvas-state/canvas-state';
import type { CanvasEdge } from '@/components/canvas-state/flow-model';
import type { Box } from '@/components/canvas-state/geometry';
import { unmoved, useShift } from './live-moves';
import { WireBand } from './wire-band';
import { forgetWire } from './wire-hover';
import { bentPath, laneOf, wirePath } from './wire-path';
import { endReach, WirePill } from './wire-pill';
import { useZoomLevel } from '@/components/canvas-state/zoom-level';
import styles from './wire.module.css';

const WireDots = lazy(async () => ({ default: (await import('./wire-dots')).WireDots }));
const noBends: readonly Position[] = [];

/** Handles are drawn around their middle, where the wire should begin. */
const handleRadius = 9;

/** Width of a character of the label. */
const character = 8.2;

/** The whole shape where there is room, else without the batch, else nothing. */
function labelFor(shape: Shape, room: number): string | null {
  const whole = printShape(shape);
  return [whole, whole.replace('batch, ', '')].find((text) => text.length * character + 6 <= room) ?? null;
}

const problems = new WeakMap<readonly Diagnostic[], ReadonlyMap<string, Diagnostic>>();
/** The worst that is said of a wire; looked up once for all wires. */
function problemOf(diagnostics: readonly Diagnostic[], wire: string): Diagnostic | null {
  let known = problems.get(diagnostics);
  if (!known) {
    known = new Map(diagnostics.toReversed().flatMap((one) => (one.at.wire !== undefined && one.severity !== 'info' ? [[one.at.wire, one] as const] : [])));
    problems.set(diagnostics, known);
  }
  return known.get(wire) ?? null;
}

const boxes = new WeakMap<ReactFlowState['nodes'], readonly Omit<Box, 'id'>[]>();
/** Made once for each list of nodes: while one is dragged, all long wires ask for them again. */
function cardBoxes(nodes: ReactFlowState['nodes'], lookup: ReactFlowState['nodeLookup']): readonly Omit<Box, 'id'>[] {
  let known = boxes.get(nodes);
  if (!known) {
    known = [...lookup.values()].filter(({ type }) => type === 'card').map(({ internals, measured }) => ({ ...internals.positionAbsolute, width: measured.width ?? 0, height: measured.height ?? 0 }));
    boxes.set(nodes, known);
  }
  return known;
}

/** The lane of a wire among the nodes that are drawn. */
function useLane(fromX: number, fromY: number, toX: number, toY: number): number | null {
  const select = useCallback(
    ({ nodes, nodeLookup }: ReactFlowState): number | null => laneOf(fromX, fromY, toX, toY, cardBoxes(nodes, nodeLookup)),
    [fromX, fromY, toX, toY],
  );
  return useStore(select);
}

export const WireEdge = memo(function WireEdge({ id, source, target, selected, ...ends }: EdgeProps<CanvasEdge>) {
  const [from, to] = [useShift(source), useShift(target)];
  // Of a wire that follows a hand only the line is drawn.
  const follows = from !== unmoved || to !== unmoved;
  const [sourceX, sourceY, targetX, targetY] = [ends.sourceX + from.x, ends.sourceY + from.y, ends.targetX + to.x, ends.targetY + to.y];
  const type = useAnalysis(({ wires }) => wires[id] ?? null);
  const problem = useAnalysis(({ diagnostics }) => problemOf(diagnostics, id));
  const dropping = useCanvas(({ dropWire }) => dropWire === id);
  const hovered = useCanvas(({ hoveredWire }) => hoveredWire === id);
  const searching = useCanvas(({ search }) => search?.wire === id);
  const far = useZoomLevel() === 'far';
  const running = useTraining(isBusy);
  const turn = useLossColor(target);
  // One that is deleted under the pointer gets no word of its leaving.
  useEffect(() => () => forgetWire(id), [id]);
  const lane = useLane(sourceX - handleRadius, sourceY, targetX + handleRadius, targetY);
  const drawn = useDocument(({ wires }) => wires[id]?.bends ?? noBends);
  const [dragged, setDragged] = useState<readonly Position[] | null>(null);
  // Where a hand moves both ends, the places between go along.
  const bends = dragged ?? (from === to || from.x !== to.x || from.y !== to.y ? drawn : drawn.map(({ x, y }) => ({ x: x + from.x, y: y + from.y })));
  const [begin, end] = [{ x: sourceX - handleRadius, y: sourceY }, { x: targetX + handleRadius, y: targetY }];
  const { d, middle, points } = bends.length > 0 ? bentPath(begin, bends, end) : wirePath(begin.x, begin.y, end.x, end.y, lane);
  const flat = lane === null && bends.length === 0 && Math.abs(targetY - sourceY) < 12;
  const error = problem?.severity === 'error';
  const color = error ? 'var(--error)' : turn !== null ? turn : type ? portStyles[type.tag].color : 'var(--border-control)';
  // Off the middle on a lane, where wires to the same place meet.
  const labelAt = lane !== null && bends.length === 0 && targetX > sourceX ? points[5]! : middle;
  const label = type ? labelFor(type.shape, Math.abs(targetX - sourceX)) : null;
  const showTools = (hovered || selected || searching) && !dropping;
  return (
    <>
      {!follows && !far && <path d={d} className={styles.halo} />}
      <path
        d={d}
        className={styles.wire}
        style={{ stroke: color }}
        data-selected={selected || undefined}
        data-hovered={hovered || undefined}
        data-dropping={dropping || undefined}
        data-unknown={!type || undefined}
        data-error={error || undefined}
        data-turn={turn !== null || undefined}
        data-testid={`wire-${id}`}
      />
      {running && type && !follows && !far && <path d={d} className={styles.flow} style={{ stroke: color }} />}
      {!follows && <WireBand id={id} d={d} />}
      {bends.length > 0 && !far && (
        <EdgeLabelRenderer>
          <Suspense fallback={null}>
            <WireDots id={id} bends={bends} color={color} onMove={setDragged} />
          </Suspense>
        </EdgeLabelRenderer>
      )}
      {label && !far && !follows && !showTools && !problem && (
        <g className={styles.label} transform={`translate(${labelAt.x} ${flat ? labelAt.y - 14 : labelAt.y})`}>
          <rect x={(-label.length * character) / 2 - 4} y={-10} width={label.length * character + 8} height={20} rx={5} />
          <text dy="0.35em" textAnchor="middle">
            {label}
          </text>
        </g>
      )}
      {(showTools || problem) && (
        <EdgeLabelRenderer>
          <WirePill id={id} middle={middle} ends={[{ x: sourceX + endReach, y: sourceY }, { x: targetX - endReach, y: targetY }, ...bends]} color={color} type={type} problem={problem} tools={showTools} />
        </EdgeLabelRenderer>
      )}
    </>
  );
});
