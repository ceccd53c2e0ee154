/** Whether what changes now is changed by a hand: a pointer that is down or was just let go, a key, a double click. What the window or a library changes comes outside of these. */
export interface HandAtWork {
  isAtWork(): boolean;
  stop(): void;
}

const begins = ['pointerdown', 'keydown', 'dblclick'] as const;
const ends = ['pointerup', 'pointercancel', 'keydown', 'dblclick'] as const;

/** `target`: the window. Its listeners come before all others. */
export function handAtWork(target: EventTarget): HandAtWork {
  let atWork = false;
  let clears: ReturnType<typeof setTimeout> | undefined;
  const begin = (): void => {
    clearTimeout(clears);
    atWork = true;
  };
  /** After whoever hears of it. */
  const end = (): void => {
    clearTimeout(clears);
    clears = setTimeout(() => {
      atWork = false;
    });
  };
  for (const type of begins) target.addEventListener(type, begin, { capture: true });
  for (const type of ends) target.addEventListener(type, end, { capture: true });
  return {
    isAtWork: () => atWork,
    stop() {
      clearTimeout(clears);
      atWork = false;
      for (const type of begins) target.removeEventListener(type, begin, { capture: true });
      for (const type of ends) target.removeEventListener(type, end, { capture: true });
    },
  };
}
