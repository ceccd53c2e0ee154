/** While a wire waits for its other end: what to do next, at the edge where it covers fewer of the ports that fit. */
import { useLayoutEffect, useRef, useState } from 'react';
import { getStudio } from '@/components/studio-state';
import { useCanvas } from '@/components/canvas-state/canvas-state';
import { fewerCovered, type Box } from './fewer-covered';
import styles from './overlays.module.css';

/** Ports where the wire begins or may end, as `Port` marks them. */
const WANTED = '[data-state="from"], [data-state="open"]';

export function WiringHint() {
  const wiring = useCanvas((state) => state.wiring);
  const hint = useRef<HTMLParagraphElement>(null);
  const [edge, setEdge] = useState<'top' | 'bottom'>('top');
  const from = wiring?.from;
  useLayoutEffect(() => {
    const own = hint.current?.getBoundingClientRect();
    const canvas = hint.current?.parentElement;
    if (!own || !canvas) return;
    const ports = Array.from(canvas.querySelectorAll(WANTED), (port): Box => port.getBoundingClientRect());
    setEdge(fewerCovered(own, canvas.getBoundingClientRect(), ports));
    // It is placed once: it would jump under the pointer else.
  }, [from]);
  if (!wiring) return null;
  const node = getStudio().document.nodes[wiring.from.node];
  const open = Object.values(wiring.verdicts).filter((reason) => reason === null).length;
  return (
    <p ref={hint} className={styles.hint} data-edge={edge} data-canvas-overlay>
      {open > 0
        ? `Wire from ${node?.name ?? 'the node'}: choose ${open === 1 ? 'the one port that fits' : `one of ${open} ports that fit`}, or let go on the free canvas for more. Esc gives up.`
        : `No port on the canvas fits. Let go on the free canvas for nodes that do.`}
    </p>
  );
}
