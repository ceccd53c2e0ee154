/** Products, windows and normalised exponentials. */
import { sizeOf } from '../../document/shape';
import { attr } from '../../program/ops/definition';
import { productSizes } from '../../program/ops/matmul';
import type { Attrs } from '../../program/types';
import { eachPlace, type Kernel64 } from './kernel';

/** Zeros before the first row or column, TensorFlow's `same`. */
const before = (size: number, out: number, kernel: number, stride: number): number => Math.floor(Math.max(0, (out - 1) * stride + kernel - size) / 2);

/** Calls `visit` with the places in image, filter and result of every product of a convolution. */
function eachProduct(x: readonly number[], k: readonly number[], y: readonly number[], attrs: Attrs, visit: (x: number, k: number, y: number) => void): void {
  const [h, w, c] = x.slice(1) as [number, number, number];
  const [kh, kw] = k as [number, number];
  const [oh, ow, oc] = y.slice(1) as [number, number, number];
  const [sh, sw] = attr.numbers(attrs, 'strides') as readonly [number, number];
  const [top, left] = attr.text(attrs, 'padding') === 'same' ? [before(h, oh, kh, sh), before(w, ow, kw, sw)] : [0, 0];
  eachPlace([y[0]!, oh, ow, kh, kw], ([n, oy, ox, ky, kx]) => {
    const [iy, ix] = [oy! * sh + ky! - top, ox! * sw + kx! - left];
    if (iy < 0 || ix < 0 || iy >= h || ix >= w) return;
    const [from, tap, to] = [((n! * h + iy) * w + ix) * c, (ky! * kw + kx!) * c * oc, ((n! * oh + oy!) * ow + ox!) * oc];
    for (let i = 0; i < c; i++) for (let o = 0; o < oc; o++) visit(from + i, tap + i * oc + o, to + o);
  });
}
/** For every number of the pooled tensor the numbers of its window. */
function pooled(fold: (window: readonly number[]) => number): Kernel64 {
  return ([x], { shape, attrs }) => {
    const [rows, columns] = attr.numbers(attrs, 'size') as readonly [number, number];
    const [, h, w, c] = x!.shape as [number, number, number, number];
    const out = new Float64Array(sizeOf(shape));
    eachPlace(shape, ([n, y, column, channel], at) => {
      const window = Array.from({ length: rows * columns }, (_, i) => x!.data[((n! * h + y! * rows + Math.floor(i / columns)) * w + column! * columns + (i % columns)) * c + channel!]!);
      out[at] = fold(window);
    });
    return out;
  };
}
/** For every row along the last axis. */
function byRows(f: (row: Float64Array) => ArrayLike<number>): Kernel64 {
  return ([x], { shape }) => {
    const size = x!.shape.at(-1)!;
    const rows = x!.data.length / size;
    const out = new Float64Array(sizeOf(shape));
    for (let r = 0; r < rows; r++) out.set(f(x!.data.subarray(r * size, (r + 1) * size)), (r * out.length) / rows);
    return out;
  };
}
function logOfSum(row: Float64Array): number {
  const most = Math.max(...row);
  return most + Math.log(row.reduce((sum, x) => sum + Math.exp(x - most), 0));
}

export const products = {
  matMul([x, y], { shape, attrs }) {
    const { batches, m, n, k } = productSizes([x!.shape, y!.shape], attrs);
    const [xRow, xColumn] = attr.flag(attrs, 'transposeA') ? [1, m] : [k, 1];
    const [yRow, yColumn] = attr.flag(attrs, 'transposeB') ? [1, k] : [n, 1];
    const out = new Float64Array(sizeOf(shape));
    for (let batch = 0; batch < batches; batch++) {
      const [xs, ys] = [x!.data.subarray(batch * m * k), y!.data.subarray(batch * k * n)];
      for (let i = 0; i < m; i++) {
        const row = out.subarray((batch * m + i) * n, (batch * m + i + 1) * n);
        for (let p = 0; p < k; p++) {
          const factor = xs[i * xRow + p * xColumn]!;
          for (let j = 0, at = p * yRow; j < n; j++, at += yColumn) row[j]! += factor * ys[at]!;
        }
      }
    }
    return out;
  },
  conv2d([x, k], { shape, attrs }) {
    const out = new Float64Array(sizeOf(shape));
    eachProduct(x!.shape, k!.shape, shape, attrs, (xi, ki, yi) => (out[yi]! += x!.data[xi]! * k!.data[ki]!));
    return out;
  },
  convInputGrad([y, k], { shape, attrs }) {
    const out = new Float64Array(sizeOf(shape));
    eachProduct(shape, k!.shape, y!.shape, attrs, (xi, ki, yi) => (out[xi]! += y!.data[yi]! * k!.data[ki]!));
    return out;
  },
  convFilterGrad([x, y], { shape, attrs }) {
    const out = new Float64Array(sizeOf(shape));
    eachProduct(x!.shape, shape, y!.shape, attrs, (xi, ki, yi) => (out[ki]! += x!.data[xi]! * y!.data[yi]!));
    return out;
  },
  avgPool: pooled((window) => window.reduce((sum, x) => sum + x, 0) / window.length),
  maxPool: pooled((window) => Math.max(...window)),
  upsample([x], { shape, attrs }) {
    const [rows, columns] = attr.numbers(attrs, 'size') as readonly [number, number];
    const [, h, w, c] = x!.shape as [number, number, number, number];
    const out = new Float64Array(sizeOf(shape));
    eachPlace(shape, ([n, y, column, channel], at) => (out[at] = x!.data[((n! * h + Math.floor(y! / rows)) * w + Math.floor(column! / columns)) * c + channel!]!));
    return out;
  },
  softmax: byRows((row) => ((log) => row.map((x) => Math.exp(x - log)))(logOfSum(row))),
  logSoftmax: byRows((row) => ((log) => row.map((x) => x - log))(logOfSum(row))),
  argMax: byRows((row) => [row.indexOf(Math.max(...row))]),
} satisfies Record<string, Kernel64>;
