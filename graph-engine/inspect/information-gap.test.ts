import { expect, it } from 'vitest';
import { Random } from '../random/random';
import { mutualInformationGap } from './information-gap';

const COUNT = 4000;
const random = new Random(3);
const factors = Float32Array.from({ length: COUNT * 2 }, () => random.integer(8));
const codes = (code: (a: number, b: number) => readonly number[]): Float32Array => Float32Array.from(Array.from({ length: COUNT }, (_, i) => code(factors[2 * i]!, factors[2 * i + 1]!)).flat());

it('is one where each factor has a number of its own, whatever its scale', () => {
  expect(mutualInformationGap(codes((a, b) => [-5 * a, 0.1 * b, 0]), 3, factors, 2)).toBeCloseTo(1, 2);
});
it('is nothing where two numbers tell the same, or none tells anything', () => {
  expect(mutualInformationGap(codes((a, b) => [a, a, b, b]), 4, factors, 2)).toBeCloseTo(0, 10);
  expect(mutualInformationGap(codes(() => [1, random.normal()]), 2, factors, 2)).toBeLessThan(0.02);
});
it('is between where factors are mixed, and leaves out a factor with one value', () => {
  const mixed = mutualInformationGap(codes((a, b) => [a + 0.5 * b, b]), 2, factors, 2);
  expect(mixed).toBeGreaterThan(0.1);
  expect(mixed).toBeLessThan(0.9);
  const alone = factors.map((value, i) => (i % 2 ? 4 : value));
  expect(mutualInformationGap(codes((a) => [a, 0]), 2, alone, 2)).toBeCloseTo(1, 2);
});
