/** Mean and standard deviation of each element over the items that are trained on: what standardised data are standardised with. */
import type { MemoryTable } from './table';

export interface Moments {
  readonly mean: Float64Array;
  /** Root of the mean squared distance from the mean; 1 for an element that is constant, up to rounding. */
  readonly deviation: Float64Array;
}
/** Numbers of 32 bits that differ by less, relative to the largest, are one number, rounded in different ways. */
const ROUNDING = 2 ** -22;

/**
 * Two passes in double precision: the mean of the squares less the square of the mean loses every digit where the mean is large
 * (Chan, Golub & LeVeque 1983, "Algorithms for computing the sample variance").
 */
export function moments({ values, scale, count }: MemoryTable, training: Uint32Array): Moments {
  const size = values.length / Math.max(1, count);
  const mean = new Float64Array(size);
  const largest = new Float64Array(size);
  const deviation = new Float64Array(size);
  for (const item of training) {
    for (let j = 0; j < size; j++) {
      const value = values[item * size + j]! * scale;
      mean[j]! += value;
      largest[j] = Math.max(largest[j]!, Math.abs(value));
    }
  }
  for (let j = 0; j < size; j++) mean[j]! /= training.length;
  for (const item of training) {
    for (let j = 0; j < size; j++) deviation[j]! += (values[item * size + j]! * scale - mean[j]!) ** 2;
  }
  for (let j = 0; j < size; j++) {
    const found = Math.sqrt(deviation[j]! / training.length);
    deviation[j] = found <= ROUNDING * largest[j]! ? 1 : found;
  }
  return { mean, deviation };
}
