/** The refusal of a wire at the pointer: while the wire is over the port, and after it was let go there, until the next touch or key. */
import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { setCanvas, useCanvas } from '@/components/canvas-state/canvas-state';
import type { WireRefusal } from '@/components/canvas-state/refusal';
import styles from './connection-line.module.css';

/** Pixels of the window. */
export const bubbleWidth = 260;
/** Long enough to read three lines. */
const LASTS = 8000;
const ends = ['pointerdown', 'keydown', 'wheel'] as const;

export function RefusalWords({ reason, instead }: WireRefusal) {
  return (
    <p className={styles.reason} data-testid="refused-wire">
      {reason} {instead && <strong>{instead}</strong>}
    </p>
  );
}

export function RefusalBubble() {
  const refused = useCanvas((state) => state.refused);
  useEffect(() => {
    if (!refused) return;
    const end = (): void => setCanvas({ refused: null });
    const timer = setTimeout(end, LASTS);
    for (const type of ends) window.addEventListener(type, end, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      for (const type of ends) window.removeEventListener(type, end, { capture: true });
    };
  }, [refused]);
  if (!refused) return null;
  const { x, y } = refused;
  return createPortal(
    // The live region tells it.
    <div aria-hidden className={styles.stays} style={{ left: Math.max(8, x > window.innerWidth - bubbleWidth - 32 ? x - bubbleWidth - 16 : x + 16), ...(y > window.innerHeight - 140 ? { bottom: window.innerHeight - y + 12 } : { top: y + 12 }), width: bubbleWidth }}>
      <RefusalWords {...refused} />
    </div>,
    document.body,
  );
}
