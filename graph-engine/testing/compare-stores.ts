import type { Weights } from '../runtime/device';

/** ‖a − b‖ / ‖a‖, or beside `least` where ‖a‖ is less; NaN where one of them holds a NaN. */
export function relativeDifference(a: ArrayLike<number>, b: ArrayLike<number>, least = 1e-10): number {
  let [distance, norm] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    distance += (a[i]! - b[i]!) ** 2;
    norm += a[i]! ** 2;
  }
  return distance === 0 ? 0 : Math.sqrt(distance) / Math.max(Math.sqrt(norm), least);
}

export interface NamedDifference {
  readonly name: string;
  readonly difference: number;
}

/** Of the worst tensor of two sets of parameters, optimiser state included; `least` as above. */
export function worstDifference(a: ReadonlyMap<string, Weights>, b: ReadonlyMap<string, Weights>, least?: number): NamedDifference {
  let worst = { name: '', difference: 0 };
  for (const [name, { data }] of a) {
    const difference = relativeDifference(data, b.get(name)!.data, least);
    if (!(difference <= worst.difference)) worst = { name, difference };
  }
  return worst;
}
