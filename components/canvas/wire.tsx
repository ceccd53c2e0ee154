/** A wire: coloured by what travels on it, with its shape, and with the reason where it is wrong. */
import { EdgeLabelRenderer, useStore, type EdgeProps, type ReactFlowState } from '@xyflow/react';
import { Plus, TriangleAlert, X } from 'lucide-react';
import { memo, useCallback, useState } from 'react';
import { printDiagnostic } from '@/graph-engine/diagnostics/print';
import { printShape, type Shape } from '@/graph-engine/document/shape';
import { dispatch, useAnalysis } from '@/components/studio-state';
import { describeType } from '@/components/node/port';
import { portStyles } from '@/components/node/port-style';
import { setCanvas, useCanvas } from './canvas-state';
import { toCanvas } from './canvas-view';
import type { CanvasEdge } from './flow-model';
import type { Box } from './geometry';
import { unmoved, useShift } from './live-moves';
import { detourOf, wirePath } from './wire-path';
import styles from './wire.module.css';

/** Handles are drawn around their middle, where the wire should begin. */
const handleRadius = 9;

/** Width of a character of the label. */
const character = 6.4;

/** The whole shape where there is room, else without the batch, else nothing. */
function labelFor(shape: Shape, room: number): string | null {
  const whole = printShape(shape);
  return [whole, whole.replace('batch, ', '')].find((text) => text.length * character + 6 <= room) ?? null;
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

/** Looks at the other nodes for long wires alone; short ones have none between their ends. */
function useDetour(fromX: number, fromY: number, toX: number, toY: number): number | null {
  const select = useCallback(
    ({ nodes, nodeLookup }: ReactFlowState): number | null => {
      if (toX - fromX < 200) return null;
      return detourOf(fromX, fromY, toX, toY, cardBoxes(nodes, nodeLookup));
    },
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
  const problem = useAnalysis(({ diagnostics }) => diagnostics.find(({ at, severity }) => at.wire === id && severity !== 'info') ?? null);
  const dropping = useCanvas(({ dropWire }) => dropWire === id);
  const hovered = useCanvas(({ hoveredWire }) => hoveredWire === id);
  const searching = useCanvas(({ search }) => search?.wire === id);
  const [pressed, setPressed] = useState(false);
  const detour = useDetour(sourceX - handleRadius, sourceY, targetX + handleRadius, targetY);
  const { d, middle } = wirePath(sourceX - handleRadius, sourceY, targetX + handleRadius, targetY, detour);
  const flat = detour === null && Math.abs(targetY - sourceY) < 12;
  const error = problem?.severity === 'error';
  const color = error ? 'var(--error)' : type ? portStyles[type.tag].color : 'var(--border-control)';
  const label = type ? labelFor(type.shape, Math.abs(targetX - sourceX)) : null;
  const showTools = (hovered || selected || searching || pressed) && !dropping;
  return (
    <>
      {!follows && <path d={d} className={styles.halo} />}
      <path
        d={d}
        className={styles.wire}
        style={{ stroke: color }}
        data-selected={selected || undefined}
        data-hovered={hovered || undefined}
        data-dropping={dropping || undefined}
        data-unknown={!type || undefined}
        data-error={error || undefined}
        data-testid={`wire-${id}`}
      />
      {type && !follows && <path d={d} className={styles.flow} style={{ stroke: color }} />}
      {!follows && <path d={d} className={`${styles.reach} react-flow__edge-interaction`} />}
      {label && !follows && !showTools && !problem && (
        <g className={styles.label} transform={`translate(${middle.x} ${flat ? middle.y - 11 : middle.y})`}>
          <rect x={(-label.length * character) / 2 - 4} y={-8} width={label.length * character + 8} height={16} rx={5} />
          <text dy="0.35em" textAnchor="middle">
            {label}
          </text>
        </g>
      )}
      {(showTools || problem) && (
        <EdgeLabelRenderer>
          <div
            className={`${styles.tools} nodrag nopan`}
            style={{ transform: `translate(-50%, -50%) translate(${middle.x}px, ${middle.y}px) scale(var(--tool-scale))`, '--wire': color } as React.CSSProperties}
            onPointerEnter={() => setCanvas({ hoveredWire: id })}
            onPointerLeave={() => setCanvas({ hoveredWire: null })}
          >
            {problem && (
              <span className={styles.problem}>
                <TriangleAlert size={13} aria-hidden />
                {showTools && <span>{`${printDiagnostic(problem).message} ${printDiagnostic(problem).cure}`}</span>}
              </span>
            )}
            {showTools && !problem && type && <span className={styles.type}>{describeType(type)}</span>}
            {showTools && (
              <>
                <button
                  type="button"
                  tabIndex={-1}
                  className={styles.tool}
                  aria-label="Insert a node on this wire"
                  onPointerDown={() => setPressed(true)}
                  onClick={(event) => {
                    setPressed(false);
                    const { left, bottom } = event.currentTarget.getBoundingClientRect();
                    setCanvas({ search: { x: left, y: bottom + 4, at: toCanvas(left, bottom), wire: id } });
                  }}
                >
                  <Plus size={13} aria-hidden />
                </button>
                <button type="button" tabIndex={-1} className={styles.tool} aria-label="Delete this wire" onClick={() => dispatch('disconnect', { wires: [id] })}>
                  <X size={13} aria-hidden />
                </button>
              </>
            )}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
