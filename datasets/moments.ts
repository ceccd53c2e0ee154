/** Mean and standard deviation of each element over the items that are trained on: what standardised data are standardised with. */
import type { DataTable } from './definition';

export interface Moments {
  readonly mean: Float64Array;
  /** 1 for an element that never changes. */
  readonly deviation: Float64Array;
}

export function moments({ values, scale, count }: DataTable, training: Uint32Array): Moments {
  const size = values.length / Math.max(1, count);
  const mean = new Float64Array(size);
  const deviation = new Float64Array(size);
  for (const item of training) {
    for (let j = 0; j < size; j++) {
      const value = values[item * size + j]! * scale;
      mean[j]! += value;
      deviation[j]! += value * value;
    }
  }
  for (let j = 0; j < size; j++) {
    mean[j]! /= training.length;
    deviation[j] = Math.sqrt(Math.max(0, deviation[j]! / training.length - mean[j]! ** 2)) || 1;
  }
  return { mean, deviation };
}
