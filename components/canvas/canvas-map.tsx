/** The small map; it can be dragged and scrolled. */
import { MiniMap, useStore } from '@xyflow/react';
import { getStudio, useStudio } from '@/components/studio-state';
import { frameColor } from '@/components/node/frame-colors';
import { useCanvas } from '@/components/canvas-state/canvas-state';
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

export function CanvasMap() {
  const shown = useCanvas((state) => state.minimap);
  const some = useStudio(({ document }) => Object.keys(document.nodes).length > 0);
  const room = useStore(({ width }) => width >= roomForMap);
  if (!shown || !some || !room) return null;
  return (
    <MiniMap<CanvasNode>
      className={styles.map}
      nodeColor={colorOf}
      nodeBorderRadius={14}
      bgColor="var(--surface-raised)"
      maskColor="color-mix(in srgb, var(--canvas) 62%, transparent)"
      pannable
      zoomable
      ariaLabel="Map of the graph"
      style={{ width: 168, height: 104 }}
      data-canvas-overlay
    />
  );
}
