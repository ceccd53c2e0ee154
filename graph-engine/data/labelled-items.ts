/** Which of the items that are trained on have a label that is told: a few, as if the others had been too dear to name. */
import type { Labels } from './table';

/**
 * `count` of `items`, or all where there are no more, as many of each class as can be: first the first of each class in the order of `items`, then the second
 * of each, and so on. The order of what is trained on is random, by the seed.
 */
export function labelledItems(items: Uint32Array, labels: Labels, count: number): Uint32Array {
  const rounds: number[][] = [];
  const seen = new Map<number, number>();
  for (const item of items) {
    const label = labels[item]!;
    const round = seen.get(label) ?? 0;
    seen.set(label, round + 1);
    (rounds[round] ??= []).push(item);
  }
  return Uint32Array.from(rounds.flat().slice(0, count));
}
