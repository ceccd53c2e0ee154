/** One tooltip for all ports; a tooltip per port would be hundreds. */
import { createPortal } from 'react-dom';
import { useCanvas } from '@/components/canvas-state/canvas-state';
import styles from './overlays.module.css';

export function TipLayer() {
  const tip = useCanvas((state) => state.tip);
  const wiring = useCanvas((state) => state.wiring !== null);
  const refused = useCanvas((state) => state.refused !== null);
  if (!tip || wiring || refused) return null;
  return createPortal(
    <div className={styles.tip} data-side={tip.side} style={{ left: tip.x, top: tip.y }} role="tooltip">
      <strong>{tip.title}</strong>
      {tip.lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </div>,
    document.body,
  );
}
