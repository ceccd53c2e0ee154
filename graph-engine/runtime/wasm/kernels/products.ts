/** The matrix product and the three faces of the convolution. */
import { attr } from '../../../program/ops/definition';
import { productSizes } from '../../../program/ops/matmul';
import type { Attrs } from '../../../program/types';
import { Opcode } from '../assembly/opcodes';
import { SCRATCH_BYTES } from '../assembly/scratch';
import { UNFINISHED } from '../finish-products';
import type { Kernel } from './definition';

/** Either side may be given transposed: its strides are exchanged. */
export const matMul: Kernel = {
  lower({ attrs, shapes, inputs: [a, b], output, emit }) {
    const { batches, m, n, k } = productSizes(shapes, attrs);
    const strides = [...(attr.flag(attrs, 'transposeA') ? [1, m] : [k, 1]), ...(attr.flag(attrs, 'transposeB') ? [1, k] : [n, 1])];
    if (batches === 1) emit(Opcode.MatMul, output, [output, a!, b!, m, n, k, ...strides, 'scratch', SCRATCH_BYTES, 'shared', ...UNFINISHED]);
    else emit(Opcode.BatchMatMul, output, [output, a!, b!, batches, m, n, k, ...strides, 'scratch', SCRATCH_BYTES, ...UNFINISHED]);
  },
};

/** Zeros before the first row or column: half of what is missing, rounded down (the convention of TensorFlow). */
const before = (size: number, out: number, kernel: number, stride: number, padding: string): number => (padding === 'same' ? Math.floor(Math.max(0, (out - 1) * stride + kernel - size) / 2) : 0);

function sizes(x: readonly number[], kernel: readonly number[], y: readonly number[], attrs: Attrs): number[] {
  const [sh, sw] = attr.numbers(attrs, 'strides') as readonly [number, number];
  const padding = attr.text(attrs, 'padding');
  const [n, h, w, c] = x as readonly [number, number, number, number];
  const [kh, kw] = kernel as readonly [number, number];
  const [, oh, ow, oc] = y as readonly [number, number, number, number];
  return [n, h, w, c, oh, ow, oc, kh, kw, sh, sw, before(h, oh, kh, sh, padding), before(w, ow, kw, sw, padding)];
}
export const conv2d: Kernel = {
  lower: ({ attrs, shapes: [x, k], inputs, output, shape, emit }) => emit(Opcode.Conv2d, output, [output, ...inputs, ...sizes(x!, k!, shape, attrs), 'scratch', SCRATCH_BYTES, ...UNFINISHED]),
};
export const convInputGrad: Kernel = {
  lower: ({ attrs, shapes: [dy, k], inputs, output, shape, emit }) => emit(Opcode.ConvInputGrad, output, [output, ...inputs, ...sizes(shape, k!, dy!, attrs), 'scratch', SCRATCH_BYTES, ...UNFINISHED]),
};
export const convFilterGrad: Kernel = {
  lower: ({ attrs, shapes: [x, dy], inputs, output, shape, emit }) => emit(Opcode.ConvFilterGrad, output, [output, ...inputs, ...sizes(x!, shape, dy!, attrs), 'scratch', SCRATCH_BYTES]),
};
