/** The lines that a dragged node has snapped to. */
import { useStore, useViewport } from '@xyflow/react';
import { useStore as useZustand } from 'zustand';
import { guidesStore } from './guides-store';
import styles from './overlays.module.css';

export function HelperLines() {
  const guides = useZustand(guidesStore, ({ lines }) => lines);
  return guides && <Lines x={guides.x} y={guides.y} />;
}

function Lines({ x, y }: { readonly x: number | null; readonly y: number | null }) {
  const { x: left, y: top, zoom } = useViewport();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  return (
    <svg className={styles.guides} aria-hidden data-testid="guides">
      {x !== null && <line x1={x * zoom + left} x2={x * zoom + left} y1={0} y2={height} />}
      {y !== null && <line y1={y * zoom + top} y2={y * zoom + top} x1={0} x2={width} />}
    </svg>
  );
}
