/** Keys of a presentation, those of a pointer with buttons among them: next, previous, and out. A slider that has the focus keeps its arrows. */
import { useEffect } from 'react';
import { leavePresentation } from '@/components/studio-state/presenting';
import { hasOwnKeys } from '@/components/ui/own-keys';

const STEPS: Readonly<Record<string, -1 | 1>> = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };

/** How long controls stay after the last move, in milliseconds. */
const AWAKE_MS = 2500;

export function usePresentKeys(go: (by: -1 | 1) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { target } = event;
      const at = target instanceof Element ? target : null;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape' && !at?.closest('[role="menu"], [role="dialog"]')) leavePresentation();
      else if (STEPS[event.key] && !hasOwnKeys(target)) go(STEPS[event.key]!);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Escape leaves the whole screen before any key is told of it.
    const onScreen = (): void => void (document.fullscreenElement ?? leavePresentation());
    window.addEventListener('keydown', onKey, { capture: true });
    document.addEventListener('fullscreenchange', onScreen);
    return () => {
      window.removeEventListener('keydown', onKey, { capture: true });
      document.removeEventListener('fullscreenchange', onScreen);
    };
  }, [go]);
}

/** Marks the element while the pointer or the keyboard was used lately: its controls are shown then. */
export function useAwake(element: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wake = (): void => {
      element.current?.toggleAttribute('data-awake', true);
      clearTimeout(timer);
      timer = setTimeout(() => element.current?.toggleAttribute('data-awake', false), AWAKE_MS);
    };
    wake();
    window.addEventListener('pointermove', wake);
    window.addEventListener('keydown', wake);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointermove', wake);
      window.removeEventListener('keydown', wake);
    };
  }, [element]);
}
