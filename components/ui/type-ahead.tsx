/**
 * Stands where something to type into is still on its way, so that nothing that is typed right after it was asked for is lost: its
 * text becomes that of the field that takes its place, and keys that choose are pressed there again.
 */
import { useEffect, useLayoutEffect, useRef } from 'react';

const chooses = new Set(['Enter', 'ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End']);
const nothing = (): { text: string; keys: string[] } => ({ text: '', keys: [] });
let held = nothing();

export interface TypeAheadProps {
  readonly label: string;
  /** Where it stands in the window. */
  readonly left: number | string;
  readonly top: number | string;
  onClose(): void;
}

export function TypeAhead({ label, left, top, onClose }: TypeAheadProps) {
  useLayoutEffect(() => void (held = nothing()), []);
  return (
    <input
      autoFocus
      aria-label={label}
      aria-busy
      style={{ position: 'fixed', zIndex: 'var(--z-dialog)', left, top, width: 240, padding: '10px 14px' }}
      onInput={({ currentTarget }) => (held.text = currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') {
          held = nothing();
          onClose();
        }
        // What follows an Enter is not for the field any more.
        else if (chooses.has(event.key)) held.keys.push(event.key);
        else if (!held.keys.includes('Enter')) return;
        event.preventDefault();
      }}
    />
  );
}

/** For what has taken its place: the text at once, and the keys, where the focus is, when it has been drawn with it. */
export function useTypedAhead(setText?: (text: string) => void): void {
  const keys = useRef<string[]>([]);
  useLayoutEffect(() => {
    if (held.text !== '') setText?.(held.text);
    keys.current.push(...held.keys);
    held = nothing();
  }, [setText]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    // One after the other: each is answered by what the one before has changed.
    const press = (): void => {
      const key = keys.current.shift();
      if (key === undefined) return;
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      timer = setTimeout(press);
    };
    timer = setTimeout(press);
    return () => clearTimeout(timer);
  }, []);
}
