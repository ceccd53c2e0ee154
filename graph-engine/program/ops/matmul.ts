import { sizeOf } from '../../document/shape';
import type { Tensor } from '../builder';
import type { Attrs } from '../types';
import { attr, defineOp, internal } from './definition';

/** The matrices of a product: how many lie one after the other, and their sizes. */
export interface ProductSizes {
  readonly batches: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
}
/** The sizes of x [..., m, k] × y [..., k, n], either of which may lie transposed. */
export function productSizes([x, y]: readonly (readonly number[])[], attrs: Attrs): ProductSizes {
  const [rows, columns] = x!.slice(-2) as [number, number];
  const [m, k] = attr.flag(attrs, 'transposeA') ? [columns, rows] : [rows, columns];
  return { batches: sizeOf(x!.slice(0, -2)), m, n: y!.at(attr.flag(attrs, 'transposeB') ? -2 : -1)!, k };
}

/** [..., m, k] × [..., k, n] → [..., m, n], matrix by matrix of the same leading sizes; the matrices of either side may be given transposed. */
export const matMul = defineOp({
  takes: ['float32', 'float32'],
  infer([x, y], attrs) {
    const lead = x!.shape.slice(0, -2);
    internal(x!.shape.length >= 2 && y!.shape.length >= 2 && lead.join() === y!.shape.slice(0, -2).join(), `matMul of [${x!.shape}] and [${y!.shape}]`);
    const { m, n, k } = productSizes([x!.shape, y!.shape], attrs);
    const [ta, tb] = [attr.flag(attrs, 'transposeA'), attr.flag(attrs, 'transposeB')];
    internal(k === y!.shape.at(tb ? -1 : -2), `matMul of [${x!.shape}] and [${y!.shape}] with transposes ${ta}, ${tb}`);
    return { shape: [...lead, m, n], dtype: 'float32' };
  },
  backward({ b, inputs, dy, attrs, needs }) {
    const [x, y] = inputs as readonly [Tensor, Tensor];
    const [ta, tb] = [attr.flag(attrs, 'transposeA'), attr.flag(attrs, 'transposeB')];
    const dx = () => (ta ? b.matMul(y, dy, tb, true) : b.matMul(dy, y, false, !tb));
    const dy2 = () => (tb ? b.matMul(dy, x, true, ta) : b.matMul(x, dy, !ta, false));
    return [needs[0] ? dx() : null, needs[1] ? dy2() : null];
  },
  execute: (tf, [x, y], attrs) => tf.matMul(x!, y!, attr.flag(attrs, 'transposeA'), attr.flag(attrs, 'transposeB')),
  executeFinished: (tf, [x, y], attrs, { bias, relu }) =>
    tf.fused.matMul({ a: x!, b: y!, transposeA: attr.flag(attrs, 'transposeA'), transposeB: attr.flag(attrs, 'transposeB'), bias, activation: relu ? 'relu' : 'linear' }),
  flops([x, y], output, attrs) {
    return 2 * sizeOf(output.shape) * productSizes([x!.shape, y!.shape], attrs).k;
  },
});
