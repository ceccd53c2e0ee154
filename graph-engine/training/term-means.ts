/** Means over many items, of figures that a program gives for a batch. */
import type { Summary } from '../program/train-step';

/** Of so many items a device may add up single precision before the sums go on in double: a sum of 10,000 has lost its fifth digit. */
const ADDED_ON_DEVICE = 256;

export interface TermMeansOptions {
  readonly count: number;
  /** Items of a batch, which figures of a batch depend on. */
  readonly batch: number;
  /** The figures of `length` items from `from` on. */
  run(from: number, length: number): Promise<{ readonly summary: Summary; readonly numbers: ArrayLike<number> }>;
  onBatch(): void;
}

/** By name, weighted by the size of the batches. */
export async function termMeans({ count, batch, run, onBatch }: TermMeansOptions): Promise<Record<string, number>> {
  const means: Record<string, number> = {};
  /** Whether figures of a batch were left out. */
  const pass = async (size: number, wanted: (ofBatch: boolean) => boolean): Promise<boolean> => {
    let isRest = false;
    for (let from = 0; from < count; from += size) {
      const length = Math.min(size, count - from);
      const { summary, numbers } = await run(from, length);
      summary.names.forEach((name, i) => {
        const ofBatch = summary.ofBatch.has(name);
        // Their order stays as the program has it.
        means[name] ??= 0;
        if (wanted(ofBatch)) means[name] += (numbers[i]! * length) / count;
        else isRest ||= ofBatch;
      });
      onBatch();
    }
    return isRest;
  };
  const whole = Math.min(batch, count);
  const isRest = await pass(Math.min(whole, ADDED_ON_DEVICE), (ofBatch) => !ofBatch || whole <= ADDED_ON_DEVICE);
  if (isRest) await pass(whole, (ofBatch) => ofBatch);
  return means;
}
