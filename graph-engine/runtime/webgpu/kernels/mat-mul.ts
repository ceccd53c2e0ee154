import { attr } from '../../../program/ops/definition';
import type { Op, ValueId } from '../../../program/types';
import type { Elements, ShaderLowering } from '../elements';
import type { Kernel } from '../kernel';
import { productKernels, type Side } from './product';

/** One side of a plain product, whose numbers lie in rows of `pitch`: rows of `outer`, or rows of `k`. */
export function plainSide(value: ValueId, along: 'outer' | 'k', pitch: number): Side {
  const at = along === 'k' ? `outer * ${pitch}u + k` : `k * ${pitch}u + outer`;
  return {
    along,
    reads: [value],
    read: (code) => [`return ${code.at(value, at)};`],
    ...(pitch % 4 === 0 && { readFour: (code) => [`return ${code.fourAt(value, at)};`] }),
  };
}

export function matMulKernels(op: Op, finish: Elements | null, lowering: ShaderLowering): readonly Kernel[] {
  const [x, y] = op.inputs.map((input) => lowering.fused.rootOf(input)) as [ValueId, ValueId];
  const [m, n] = lowering.values.shape(op.output) as [number, number];
  const [transposeA, transposeB] = [attr.flag(op.attrs, 'transposeA'), attr.flag(op.attrs, 'transposeB')];
  const k = lowering.values.shape(op.inputs[0]!)[transposeA ? 0 : 1]!;
  const left = transposeA ? plainSide(x, 'outer', m) : plainSide(x, 'k', k);
  const right = transposeB ? plainSide(y, 'k', k) : plainSide(y, 'outer', n);
  return productKernels({ op, m, n, k, left, right, finish }, lowering);
}
