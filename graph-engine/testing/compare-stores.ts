import type { Weights } from '../runtime/device';

/** ‖a − b‖ / ‖a‖ for the worst tensor of two sets of parameters, optimiser state included. */
export function worstDifference(a: ReadonlyMap<string, Weights>, b: ReadonlyMap<string, Weights>): { readonly name: string; readonly difference: number } {
  let worst = { name: '', difference: 0 };
  for (const [name, { data }] of a) {
    const other = b.get(name)!.data;
    let [distance, norm] = [0, 0];
    data.forEach((x, i) => {
      distance += (x - other[i]!) ** 2;
      norm += x ** 2;
    });
    const difference = distance === 0 ? 0 : Math.sqrt(distance / Math.max(norm, 1e-20));
    if (!(difference <= worst.difference)) worst = { name, difference };
  }
  return worst;
}
