/**
 * Principal components of rows, as a baseline for codes: subspace iteration from random directions (Halko, Martinsson & Tropp 2011, alg. 4.4), which never
 * forms the covariance, so that 10,000 images of 784 values take a second or two.
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { Random } from '../random/random';
import { atOnce, type InParts } from './in-parts';

export interface Components {
  readonly size: number;
  readonly mean: Float64Array;
  /** Orthonormal, each of `size` numbers, in falling order of the variance along them. */
  readonly directions: readonly Float64Array[];
  /** Mean distance from the mean along each direction. */
  readonly spread: Float64Array;
}

/** Directions that are carried along beyond those asked for, and passes over the rows. */
const SPARE = 10;
const PASSES = 4;
/** Products of a part, a few milliseconds of work. */
const PART = 4e6;

/** Fits at most `wanted` components to `rows` ([n, size], row-major, n ≥ 1); fewer where the rows have no more directions. */
export const principalComponents = (rows: Float32Array, size: number, wanted: number): Components => atOnce(componentsInParts(rows, size, wanted));
/** The same in parts of a few milliseconds. */
export function* componentsInParts(rows: Float32Array, size: number, wanted: number): InParts<Components> {
  const n = rows.length / size;
  const mean = new Float64Array(size);
  for (let i = 0; i < rows.length; i++) mean[i % size]! += rows[i]! / n;
  const width = Math.min(size, n, wanted + SPARE);
  const random = new Random(0);
  let basis: Float64Array<ArrayBufferLike> = Float64Array.from({ length: size * width }, () => random.normal());
  for (let pass = 0; pass < PASSES; pass++) basis = orthonormal((yield* through(rows, mean, basis, width)).image, size, width);
  // Within the subspace that was found, the covariance is a small matrix.
  const { codes } = yield* through(rows, mean, basis, width);
  const inner = Matrix.zeros(width, width);
  for (let i = 0; i < n; i++) for (let a = 0; a < width; a++) for (let b = 0; b < width; b++) inner.set(a, b, inner.get(a, b) + codes[i * width + a]! * codes[i * width + b]!);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(inner, { assumeSymmetric: true });
  const floor = 1e-9 * Math.max(0, ...realEigenvalues);
  const order = realEigenvalues.map((value, index) => ({ value, index })).filter(({ value }) => value > floor).sort((a, b) => b.value - a.value).slice(0, wanted);
  const directions = order.map(({ index }) => Float64Array.from({ length: size }, (_, j) => sumTo(width, (c) => basis[j * width + c]! * eigenvectorMatrix.get(c, index))));
  const found = { size, mean, directions, spread: new Float64Array(directions.length) };
  const along = projections(found, rows);
  for (let i = 0; i < along.length; i++) found.spread[i % directions.length]! += Math.abs(along[i]!) / n;
  return found;
}

/** Codes of the rows, [n, directions]. */
export function projections({ size, mean, directions }: Components, rows: Float32Array): Float64Array {
  const [n, k] = [rows.length / size, directions.length];
  const codes = new Float64Array(n * k);
  const middle = directions.map((direction) => sumTo(size, (j) => direction[j]! * mean[j]!));
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < k; c++) {
      const direction = directions[c]!;
      let sum = -middle[c]!;
      for (let j = 0; j < size; j++) sum += direction[j]! * rows[i * size + j]!;
      codes[i * k + c] = sum;
    }
  }
  return codes;
}
/** What `n` codes stand for, [n, size]. */
export function rebuilt({ size, mean, directions }: Components, codes: Float64Array, n: number): Float32Array {
  const rows = new Float32Array(n * size);
  const row = new Float64Array(size);
  for (let i = 0; i < n; i++) {
    row.set(mean);
    directions.forEach((direction, c) => {
      const along = codes[i * directions.length + c]!;
      for (let j = 0; j < size; j++) row[j]! += along * direction[j]!;
    });
    rows.set(row, i * size);
  }
  return rows;
}

/** Sum of squared errors per row of what the components do not tell. */
export function lostBy(components: Components, rows: Float32Array): number {
  const { size, mean } = components;
  let lost = 0;
  // The directions are orthonormal: what is lost is what lies outside them.
  for (let i = 0; i < rows.length; i++) lost += (rows[i]! - mean[i % size]!) ** 2;
  for (const along of projections(components, rows)) lost -= along * along;
  return (lost * size) / rows.length;
}

const sumTo = (count: number, term: (i: number) => number): number => {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += term(i);
  return sum;
};

/** The centred rows X times the basis B ([size, width]), and Xᵀ X B. Zeros, which most of a picture consists of, are passed over. */
function* through(rows: Float32Array, mean: Float64Array, basis: Float64Array, width: number): InParts<{ codes: Float64Array; image: Float64Array }> {
  const size = mean.length;
  const n = rows.length / size;
  const middle = new Float64Array(width);
  for (let j = 0; j < size; j++) for (let c = 0; c < width; c++) middle[c]! += mean[j]! * basis[j * width + c]!;
  const codes = new Float64Array(n * width);
  const image = new Float64Array(size * width);
  const total = new Float64Array(width);
  const part = Math.max(1, Math.ceil(PART / (2 * size * width)));
  for (let i = 0; i < n; i++) {
    if (i % part === part - 1) yield;
    const code = codes.subarray(i * width, (i + 1) * width);
    for (let c = 0; c < width; c++) code[c] = -middle[c]!;
    for (let j = 0; j < size; j++) {
      const x = rows[i * size + j]!;
      if (x !== 0) for (let c = 0, at = j * width; c < width; c++, at++) code[c]! += x * basis[at]!;
    }
    for (let j = 0; j < size; j++) {
      const x = rows[i * size + j]!;
      if (x !== 0) for (let c = 0, at = j * width; c < width; c++, at++) image[at]! += x * code[c]!;
    }
    for (let c = 0; c < width; c++) total[c]! += code[c]!;
  }
  for (let j = 0; j < size; j++) for (let c = 0; c < width; c++) image[j * width + c]! -= mean[j]! * total[c]!;
  return { codes, image };
}

/** Columns of [size, width] made orthonormal by Gram–Schmidt, twice, which is enough in floating point; a column that depends on the others becomes zero. */
function orthonormal(columns: Float64Array, size: number, width: number): Float64Array {
  const done: Float64Array[] = [];
  for (let c = 0; c < width; c++) {
    const column = Float64Array.from({ length: size }, (_, j) => columns[j * width + c]!);
    const before = Math.sqrt(sumTo(size, (j) => column[j]! ** 2)) || 1;
    for (let round = 0; round < 2; round++) {
      for (const other of done) {
        const along = sumTo(size, (j) => other[j]! * column[j]!);
        for (let j = 0; j < size; j++) column[j]! -= along * other[j]!;
      }
    }
    const length = Math.sqrt(sumTo(size, (j) => column[j]! ** 2));
    done.push(length > 1e-10 * before ? column.map((x) => x / length) : new Float64Array(size));
  }
  return Float64Array.from({ length: size * width }, (_, at) => done[at % width]![Math.floor(at / width)]!);
}
