/**
 * Formulas of one whole number, such as a bias correction of the update that is made: computed in double precision where a program is run, and written out
 * where code is exported.
 */
export interface Algebra<T> {
  add(x: T | number, y: T | number): T;
  sub(x: T | number, y: T | number): T;
  mul(x: T | number, y: T | number): T;
  div(x: T | number, y: T | number): T;
  pow(x: T | number, y: T | number): T;
  sqrt(x: T): T;
  min(x: T | number, y: T | number): T;
  /** Of `factor(1)`, …, `factor(count)`, each between 0 and 1. */
  product(count: T, factor: (i: T) => T): T;
}
export type Formula = <T>(algebra: Algebra<T>, n: T) => T;

/** Beside 1, a product that is smaller makes no difference in double precision. */
const NOTHING = 1e-20;

const numbers: Algebra<number> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
  pow: (x, y) => x ** y,
  sqrt: Math.sqrt,
  min: Math.min,
  product(count, factor) {
    let product = 1;
    for (let i = 1; i <= count && product > NOTHING; i++) product *= factor(i);
    return product;
  },
};
export const valueOf = (formula: Formula, n: number): number => formula(numbers, n);
