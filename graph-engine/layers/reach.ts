/** Between which two numbers the values of a tensor can lie, whatever the weights are. */
export interface Reach {
  readonly low: number;
  readonly high: number;
}
export const anywhere: Reach = { low: -Infinity, high: Infinity };
export const between = (low: number, high: number): Reach => ({ low, high });

/** Where a function that never falls sends the values. */
export const through = (f: (x: number) => number, { low, high }: Reach): Reach => between(f(low), f(high));
export const covers = (a: Reach, b: Reach): boolean => a.low <= b.low && a.high >= b.high;
export const common = (a: Reach, b: Reach): Reach => between(Math.max(a.low, b.low), Math.min(a.high, b.high));

const print = (x: number): string => String(Number(x.toFixed(2))).replace('-', '−');

/** `from 0.5 to 1`, `from 0 up` */
export function printReach({ low, high }: Reach): string {
  if (low === -Infinity) return high === Infinity ? 'anywhere' : `up to ${print(high)}`;
  return high === Infinity ? `from ${print(low)} up` : `from ${print(low)} to ${print(high)}`;
}
