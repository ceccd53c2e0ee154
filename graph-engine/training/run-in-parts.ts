/** Work in parts beside a training: what is under way gets its turns between them. */
import type { InParts } from '../inspect/in-parts';

/** Milliseconds of work between two chances for the run to go on: a part of a step beside a training, which a slower one would visibly hold up. */
const AT_ONCE = { gently: 8, else: 50 } as const;
/** Rest after a part, in times that it took: a training beside it keeps three quarters of its thread. */
const RESTS = 3;

export const partMs = (gently: boolean): number => AT_ONCE[gently ? 'gently' : 'else'];
export const giveWay = (took: number, gently: boolean): Promise<void> => new Promise((resolve) => setTimeout(resolve, gently ? RESTS * took : 0));

/** `gently`: takes a quarter of the time, and leaves the rest to the run under way. */
export async function runInParts<T>(work: InParts<T>, gently: boolean): Promise<T> {
  for (;;) {
    const start = performance.now();
    let took = 0;
    do {
      const part = work.next();
      if (part.done) return part.value;
      took = performance.now() - start;
    } while (took < partMs(gently));
    await giveWay(took, gently);
  }
}
