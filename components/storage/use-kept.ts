/** What the browser keeps, for a list: read anew whenever it changes, here or while another page was in front. */
import { useEffect, useState } from 'react';
import { CheckpointError } from '@/graph-engine/training/checkpoints';
import { reportFault } from '@/components/studio-state/messages';
import { whyNotKept } from './why-not-kept';

export interface Kept<T> {
  /** Null until it is read, and where it cannot be. */
  readonly found: T | null;
  /** Why it could not be read. */
  readonly problem: string | null;
}

/** Changes that come in quick succession are read once. */
const SETTLE_MS = 150;

/** `read` and `whenChanged` are of a module, or memoised: another one is another list. */
export function useKept<T>(read: () => Promise<T>, whenChanged: (listener: () => void) => () => void): Kept<T> {
  const [kept, setKept] = useState<Kept<T>>({ found: null, problem: null });
  useEffect(() => {
    let live = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = (): void => {
      read().then(
        (found) => live && setKept({ found, problem: null }),
        (error: unknown) => {
          const problem = error instanceof CheckpointError ? error.message : whyNotKept(error);
          if (problem === null) reportFault(error);
          if (live) setKept({ found: null, problem });
        },
      );
    };
    const soon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(refresh, SETTLE_MS);
    };
    refresh();
    const end = whenChanged(soon);
    addEventListener('focus', soon);
    return () => {
      live = false;
      clearTimeout(timer);
      end();
      removeEventListener('focus', soon);
    };
  }, [read, whenChanged]);
  return kept;
}
