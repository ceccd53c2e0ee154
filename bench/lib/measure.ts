/** Times variants of one task in turn, so that a drift of the machine touches all of them alike. */
import { performance } from 'node:perf_hooks';

export interface Variant {
  readonly name: string;
  /** Called before each timed call, outside the time. */
  prepare?(round: number): void | Promise<void>;
  run(round: number): unknown;
}
export interface Timing {
  readonly name: string;
  /** Milliseconds. */
  readonly median: number;
  readonly p95: number;
  readonly least: number;
  readonly rounds: number;
}

const quantile = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;

/** Runs every variant `rounds` times, after `warmUp` rounds that do not count. */
export async function measure(variants: readonly Variant[], rounds: number, warmUp = Math.ceil(rounds / 5)): Promise<readonly Timing[]> {
  const times = variants.map((): number[] => []);
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const [index, variant] of variants.entries()) {
      await variant.prepare?.(round);
      const start = performance.now();
      await variant.run(round);
      const time = performance.now() - start;
      if (round >= warmUp) times[index]!.push(time);
    }
  }
  return variants.map(({ name }, index) => {
    const sorted = times[index]!.toSorted((a, b) => a - b);
    return { name, median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), least: sorted[0]!, rounds };
  });
}
