/** The code panel over the right side of the canvas: as wide as it was dragged, and never the whole canvas. */
import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { setCover } from '@/components/canvas-state/cover';
import { getUi, setUi, useUi } from '@/components/studio-state';
import { Slot } from './slots';
import styles from './code-over.module.css';

const LEAST = 340;
/** So much of the canvas stays in sight. */
const KEPT = 480;
const STEP = 32;

export function CodeOver() {
  const width = useUi((ui) => ui.codeWidth);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    setCover(width);
    return () => setCover(0);
  }, [width]);
  const most = (): number => Math.max(LEAST, (box.current?.parentElement?.clientWidth ?? Infinity) - KEPT);
  const resize = (next: number): void => setUi({ codeWidth: Math.round(Math.min(most(), Math.max(LEAST, next))) });
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    resize(box.current!.getBoundingClientRect().right - event.clientX);
  };
  const press = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowLeft' ? STEP : event.key === 'ArrowRight' ? -STEP : 0;
    if (by === 0) return;
    event.preventDefault();
    resize(Math.min(most(), getUi().codeWidth) + by);
  };
  return (
    <section ref={box} className={styles.over} style={{ width: `min(${width}px, max(${LEAST}px, 100% - ${KEPT}px))` }} aria-label="Code" data-covers-canvas data-canvas-overlay>
      <div
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label="Width of the code panel"
        aria-valuenow={width}
        aria-valuemin={LEAST}
        className={styles.edge}
        onKeyDown={press}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
      />
      <Slot name="code" />
    </section>
  );
}
