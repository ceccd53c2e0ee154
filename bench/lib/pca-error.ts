/** The error of principal component analysis as a compressor, the baseline of an autoencoder with as many code numbers. */
import { Matrix } from 'ml-matrix';
import { PCA } from 'ml-pca';
import type { DataTable } from '@/datasets/definition';

interface Part {
  readonly from: number;
  readonly to: number;
}

/** Sum of squared errors per item of `unseen`, rebuilt from `components` components fitted to the items of `seen`; values in 0…1. */
export function pcaError({ values, count, scale }: DataTable, seen: Part, unseen: Part, components: number): number {
  const size = values.length / count;
  const mean = new Float64Array(size);
  for (let item = seen.from; item < seen.to; item++) for (let j = 0; j < size; j++) mean[j]! += (values[item * size + j]! * scale) / (seen.to - seen.from);
  const centred = (item: number): Float64Array => Float64Array.from(mean, (m, j) => values[item * size + j]! * scale - m);

  const covariance = Matrix.zeros(size, size);
  const sums = Array.from({ length: size }, () => new Float64Array(size));
  for (let item = seen.from; item < seen.to; item++) {
    const x = centred(item);
    for (let i = 0; i < size; i++) {
      const [row, xi] = [sums[i]!, x[i]!];
      for (let j = i; j < size; j++) row[j]! += xi * x[j]!;
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) {
      const value = sums[i]![j]! / (seen.to - seen.from - 1);
      covariance.set(i, j, value);
      covariance.set(j, i, value);
    }
  }
  const vectors = new PCA(covariance.to2DArray(), { isCovarianceMatrix: true }).getEigenvectors();
  const directions = Array.from({ length: components }, (_, k) => Float64Array.from(vectors.getColumn(k)));

  let total = 0;
  for (let item = unseen.from; item < unseen.to; item++) {
    const x = centred(item);
    // The directions are orthonormal: what is lost is what lies outside them.
    for (const value of x) total += value * value;
    for (const direction of directions) {
      let along = 0;
      for (let j = 0; j < size; j++) along += direction[j]! * x[j]!;
      total -= along * along;
    }
  }
  return total / (unseen.to - unseen.from);
}
