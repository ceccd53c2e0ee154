/** Whether a finger was the last to point at something: what a pointer shows by resting on it, a finger has no way to end. */
let last = '';

if (typeof window !== 'undefined') {
  const note = ({ pointerType }: PointerEvent): void => {
    last = pointerType;
  };
  for (const kind of ['pointerdown', 'pointermove'] as const) window.addEventListener(kind, note, { capture: true, passive: true });
  const byKeys = ({ key }: KeyboardEvent): void => {
    if (key === 'Tab') last = '';
  };
  window.addEventListener('keydown', byKeys, { capture: true, passive: true });
}

export const isByTouch = (): boolean => last === 'touch';
