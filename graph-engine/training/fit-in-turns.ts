/** Fits what the data are prepared with a part at a time: of a large table in a file that takes long, is told, and can be stopped. */
import type { Clock } from './clock';
import type { SessionData } from './session-data';

export interface FitOptions {
  readonly clock: Clock;
  stopped(): boolean;
  /** How much is done, from 0 to 1; null when it ends. Never called where it takes no time. */
  onFitting(share: number | null): void;
}
/** Longest time between two chances for messages to arrive, if one column takes no longer. */
const BREATHE_MS = 24;

/** False where it was stopped; then it goes on from there the next time. */
export async function fitInTurns(data: SessionData, { clock, stopped, onFitting }: FitOptions): Promise<boolean> {
  let last = clock.now();
  let told = false;
  try {
    while (data.fitMore() < 1) {
      if (clock.now() - last < BREATHE_MS) continue;
      onFitting(data.fittedShare);
      told = true;
      await clock.breathe();
      last = clock.now();
      if (stopped()) return false;
    }
    return true;
  } finally {
    if (told) onFitting(null);
  }
}
