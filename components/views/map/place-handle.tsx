/** The place of the map that is decoded: a ring to be dragged, or moved by the arrow keys. */
import { forwardRef, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import styles from './code-map.module.css';
import type { Place } from './viewport';

interface PlaceHandleProps {
  readonly label: string;
  /** By pixels. */
  onMove(by: Place): void;
}
const KEY = 6;
const FAR = 30;

export const PlaceHandle = forwardRef<HTMLButtonElement, PlaceHandleProps>(function PlaceHandle({ label, onMove }, ref) {
  const last = useRef<Place | null>(null);
  const onPointerMove = (event: PointerEvent): void => {
    if (!last.current) return;
    onMove([event.clientX - last.current[0], event.clientY - last.current[1]]);
    last.current = [event.clientX, event.clientY];
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.shiftKey ? FAR : KEY;
    const by: Place | undefined = ({ ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] } as Record<string, Place>)[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(by);
  };
  return (
    <button
      ref={ref}
      type="button"
      className={styles.handle}
      aria-label={label}
      title="Drag: what lies here is decoded"
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        last.current = [event.clientX, event.clientY];
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => (last.current = null)}
      onPointerCancel={() => (last.current = null)}
    />
  );
});
