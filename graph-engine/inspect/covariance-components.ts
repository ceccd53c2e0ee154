/**
 * Principal components by all eigenvectors of the covariance: exact, where subspace iteration (`principal-components.ts`) only nears components of nearly the
 * same variance; fast for many rows of a few hundred columns, since the rows are gone through twice.
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { atOnce, type InParts } from './in-parts';
import type { Components } from './principal-components';

/** At most `wanted` components of `rows` ([n, size], row-major, n ≥ 1); fewer where the rows have no more directions. */
export const componentsByCovariance = (rows: Float32Array, size: number, wanted: number): Omit<Components, 'spread'> => atOnce(componentsByCovarianceInParts(rows, size, wanted));
/** The same in parts of a few milliseconds, but for the decomposition of the covariance. */
export function* componentsByCovarianceInParts(rows: Float32Array, size: number, wanted: number): InParts<Omit<Components, 'spread'>> {
  const { mean, products } = yield* centredProducts(rows, size);
  const matrix = new Matrix(size, size);
  for (let j = 0; j < size; j++) for (let k = j; k < size; k++) matrix.set(j, k, products[j * size + k]!).set(k, j, products[j * size + k]!);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  const floor = 1e-9 * Math.max(0, ...realEigenvalues);
  const order = realEigenvalues.map((value, index) => ({ value, index })).filter(({ value }) => value > floor).sort((a, b) => b.value - a.value).slice(0, wanted);
  return { size, mean, directions: order.map(({ index }) => Float64Array.from({ length: size }, (_, j) => eigenvectorMatrix.get(j, index))) };
}

/** Rows that are multiplied at a time, so that a product is loaded and stored once for all of them. */
const AT_ONCE = 4;
/** Products of a part. */
const PART = 8e6;

/** The mean, and the sum over the rows of products of two centred columns: [size, size], of which the upper triangle is filled. */
function* centredProducts(rows: Float32Array, size: number): InParts<{ mean: Float64Array; products: Float64Array }> {
  const n = rows.length / size;
  const mean = new Float64Array(size);
  for (let i = 0; i < n; i++) for (let j = 0; j < size; j++) mean[j]! += rows[i * size + j]!;
  for (let j = 0; j < size; j++) mean[j]! /= n;
  const products = new Float64Array(size * size);
  const [a, b, c, d] = [new Float64Array(size), new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const part = AT_ONCE * Math.max(1, Math.ceil(PART / (size * size)));
  for (let from = 0; from < n; from += AT_ONCE) {
    if (from > 0 && from % part === 0) yield;
    [a, b, c, d].forEach((centred, i) => {
      // What is missing of the last few rows is at the mean, and adds nothing.
      for (let j = 0; j < size; j++) centred[j] = from + i < n ? rows[(from + i) * size + j]! - mean[j]! : 0;
    });
    for (let j = 0; j < size; j++) {
      const [aj, bj, cj, dj] = [a[j]!, b[j]!, c[j]!, d[j]!];
      for (let k = j, at = j * size + j; k < size; k++, at++) products[at]! += aj * a[k]! + bj * b[k]! + cj * c[k]! + dj * d[k]!;
    }
  }
  return { mean, products };
}
