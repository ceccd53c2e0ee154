import { attr } from '../../../program/ops/definition';
import { productSizes } from '../../../program/ops/matmul';
import type { Op, ValueId } from '../../../program/types';
import type { Elements, ShaderLowering } from '../elements';
import type { Kernel } from '../kernel';
import { productKernels, type Side } from './product';

/** One side of a plain product, whose numbers lie in rows of `pitch`: rows of `outer`, or rows of `k`; of several products, `size` numbers for each. */
export function plainSide(value: ValueId, along: 'outer' | 'k', pitch: number, size: number | null = null): Side {
  const own = along === 'k' ? `outer * ${pitch}u + k` : `k * ${pitch}u + outer`;
  const at = size === null ? own : `batch * ${size}u + ${own}`;
  return {
    along,
    reads: [value],
    read: (code) => [`return ${code.at(value, at)};`],
    ...(pitch % 4 === 0 && { readFour: (code) => [`return ${code.fourAt(value, at)};`] }),
  };
}

export function matMulKernels(op: Op, finish: Elements | null, lowering: ShaderLowering): readonly Kernel[] {
  const [x, y] = op.inputs.map((input) => lowering.fused.rootOf(input)) as [ValueId, ValueId];
  const { batches, m, n, k } = productSizes(op.inputs.map((input) => lowering.values.shape(input)), op.attrs);
  const [ofLeft, ofRight] = batches === 1 ? [null, null] : [m * k, k * n];
  const left = attr.flag(op.attrs, 'transposeA') ? plainSide(x, 'outer', m, ofLeft) : plainSide(x, 'k', k, ofLeft);
  const right = attr.flag(op.attrs, 'transposeB') ? plainSide(y, 'k', k, ofRight) : plainSide(y, 'outer', n, ofRight);
  const place = batches === 1 ? {} : { place: [`let i = (batch * ${m}u + row) * ${n}u + column;`] };
  return productKernels({ op, batches, m, n, k, left, right, finish, ...place }, lowering);
}
