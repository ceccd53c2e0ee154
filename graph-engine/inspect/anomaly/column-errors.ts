/** How far each column of an item is from its reconstruction. */
import type { Places } from '../../document/port-type';

export interface ColumnErrors {
  readonly columns: readonly string[];
  /** [count, columns] */
  readonly errors: Float64Array;
}

/**
 * Squared differences, summed over the numbers of a column and times its weight; `mixed`: of a category the cross-entropy of its logits, as a loss by column
 * takes it. Of items that are no rows of a table, one error for all numbers.
 */
export function columnErrors(clean: Float32Array, given: Float32Array, count: number, places: Places | null, mixed: boolean): ColumnErrors {
  const width = clean.length / Math.max(1, count);
  if (!places) {
    const errors = new Float64Array(count);
    for (let i = 0; i < clean.length; i++) errors[Math.floor(i / width)]! += (clean[i]! - given[i]!) ** 2;
    return { columns: ['error'], errors };
  }
  const errors = new Float64Array(count * places.length);
  places.forEach(({ kind, at, width: wide, weight }, column) => {
    const errorOf = mixed && kind === 'category' ? crossEntropy : squared;
    for (let item = 0; item < count; item++) {
      const from = item * width + at;
      errors[item * places.length + column] = weight * errorOf(clean, given, from, from + wide);
    }
  });
  return { columns: places.map(({ name }) => name), errors };
}

function squared(clean: Float32Array, given: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += (clean[i]! - given[i]!) ** 2;
  return sum;
}
/** −Σ x log softmax(z) */
function crossEntropy(clean: Float32Array, logits: Float32Array, from: number, to: number): number {
  let most = -Infinity;
  for (let i = from; i < to; i++) most = Math.max(most, logits[i]!);
  let total = 0;
  for (let i = from; i < to; i++) total += Math.exp(logits[i]! - most);
  let sum = 0;
  for (let i = from; i < to; i++) sum -= clean[i]! * (logits[i]! - most - Math.log(total));
  return sum;
}
