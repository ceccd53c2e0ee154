/** The small map, there while something is out of sight; it can be dragged and scrolled. */
import { MiniMap, useStore, type ReactFlowState } from '@xyflow/react';
import { getStudio, useStudio } from '@/components/studio-state';
import { frameColor } from '@/components/node/frame-colors';
import { useCanvas } from '@/components/canvas-state/canvas-state';
import { movedByHand } from '@/components/canvas-state/canvas-view';
import type { CanvasNode } from '@/components/canvas-state/flow-model';
import { kindOf } from '@/components/canvas-state/kinds';
import styles from './overlays.module.css';

function colorOf({ id, type }: CanvasNode): string {
  const { nodes, frames } = getStudio().document;
  if (type === 'note') return 'var(--warning)';
  if (type === 'frame') return `color-mix(in srgb, ${frameColor(frames[id]?.color ?? '')} 22%, transparent)`;
  const category = kindOf(nodes[id]?.kind ?? '')?.category;
  return category ? `var(--category-${category})` : 'var(--error)';
}

/** Narrower canvases have room for the toolbar alone. */
const roomForMap = 480;

/** Whether all that is drawn lies within the canvas. */
function isWhole({ nodeLookup, transform: [x, y, zoom], width, height }: ReactFlowState): boolean {
  for (const { internals, measured } of nodeLookup.values()) {
    const [left, top] = [internals.positionAbsolute.x * zoom + x, internals.positionAbsolute.y * zoom + y];
    if (left < 0 || top < 0 || left + (measured.width ?? 0) * zoom > width || top + (measured.height ?? 0) * zoom > height) return false;
  }
  return true;
}

export function CanvasMap() {
  const shown = useCanvas((state) => state.minimap);
  const some = useStudio(({ document }) => Object.keys(document.nodes).length > 0);
  const room = useStore(({ width }) => width >= roomForMap);
  const whole = useStore(isWhole);
  if (!shown || !some || !room || whole) return null;
  return (
    <MiniMap<CanvasNode>
      className={styles.map}
      nodeColor={colorOf}
      nodeBorderRadius={14}
      bgColor="var(--surface-raised)"
      maskColor="color-mix(in srgb, var(--canvas) 62%, transparent)"
      onPointerDown={movedByHand}
      onWheel={movedByHand}
      pannable
      zoomable
      ariaLabel="Map of the graph"
      style={{ width: 150, height: 96 }}
      data-canvas-overlay
    />
  );
}
