import type { Tensor } from '../builder';
import { attr, defineOp, internal } from './definition';

/** [m, k] × [k, n] → [m, n]; either side may be given transposed. */
export const matMul = defineOp({
  takes: ['float32', 'float32'],
  infer([x, y], attrs) {
    internal(x!.shape.length === 2 && y!.shape.length === 2, `matMul of [${x!.shape}] and [${y!.shape}]`);
    const [ta, tb] = [attr.flag(attrs, 'transposeA'), attr.flag(attrs, 'transposeB')];
    const [m, k] = ta ? [x!.shape[1]!, x!.shape[0]!] : [x!.shape[0]!, x!.shape[1]!];
    const [k2, n] = tb ? [y!.shape[1]!, y!.shape[0]!] : [y!.shape[0]!, y!.shape[1]!];
    internal(k === k2, `matMul of [${x!.shape}] and [${y!.shape}] with transposes ${ta}, ${tb}`);
    return { shape: [m, n], dtype: 'float32' };
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
  flops([x], output, attrs) {
    return 2 * output.shape[0]! * output.shape[1]! * x!.shape[attr.flag(attrs, 'transposeA') ? 0 : 1]!;
  },
});
