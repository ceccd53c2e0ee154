/** While a wire waits for its other end after a tap: what to do next. */
import { getStudio } from '@/components/studio-state';
import { useCanvas } from '@/components/canvas-state/canvas-state';
import styles from './overlays.module.css';

export function WiringHint() {
  const wiring = useCanvas((state) => state.wiring);
  if (!wiring) return null;
  const node = getStudio().document.nodes[wiring.from.node];
  const open = Object.values(wiring.verdicts).filter((reason) => reason === null).length;
  return (
    <p className={styles.hint} data-canvas-overlay>
      {open > 0
        ? `Wire from ${node?.name ?? 'the node'}: choose ${open === 1 ? 'the one port that fits' : `one of ${open} ports that fit`}, or let go on the free canvas for more. Esc gives up.`
        : `No port on the canvas fits. Let go on the free canvas for nodes that do.`}
    </p>
  );
}
