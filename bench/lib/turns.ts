/**
 * Times sides in turns that are long enough for a rhythm: one step between two slow ones of another side finds caches that were emptied and a GPU that slept,
 * and reads too high.
 */
import { performance } from 'node:perf_hooks';
import { median } from './median';

export interface TurnSide {
  readonly name: string;
  /** Takes steps for some milliseconds, at least one; gives the milliseconds of a step, on the mean. */
  turn(milliseconds: number): Promise<number>;
  /** One whose steps take longer, once it is warm, has no turns. */
  readonly slowMs?: number;
}
/** Of the medians over the turns: milliseconds of a step. */
export type TurnTimes = ReadonlyMap<string, number | 'slow'>;

/** Steps that this process takes. */
export const inProcess = (name: string, step: () => Promise<void>, slowMs?: number, now: () => number = () => performance.now()): TurnSide => ({
  name,
  ...(slowMs !== undefined && { slowMs }),
  async turn(milliseconds) {
    const start = now();
    let [steps, end] = [0, start];
    for (; steps === 0 || end - start < milliseconds; end = now()) {
      await step();
      steps++;
    }
    return (end - start) / steps;
  },
});

/** Two turns of each side that do not count, the first with whatever is made once; then `rounds` turns of each, in turn. */
export async function inTurns(sides: readonly TurnSide[], rounds: number, milliseconds: number): Promise<TurnTimes> {
  const slow = new Set<TurnSide>();
  for (const side of sides) {
    await side.turn(0);
    if ((await side.turn(milliseconds)) > (side.slowMs ?? Infinity)) slow.add(side);
  }
  const times = new Map<TurnSide, number[]>(sides.map((side) => [side, []]));
  for (let round = 0; round < rounds; round++) {
    for (const side of sides) if (!slow.has(side)) times.get(side)!.push(await side.turn(milliseconds));
  }
  return new Map(sides.map((side) => [side.name, slow.has(side) ? 'slow' : median(times.get(side)!)]));
}
