import type { Op, ValueId } from '../../../program/types';
import type { Elements, ShaderLowering } from '../elements';
import type { Kernel } from '../kernel';
import { plainSide } from './mat-mul';
import { productKernels } from './product';

/** The product of one-hot columns, which nobody stores, and the rows: no two invocations add to one number, and the order of a sum is always the same. */
export function segmentSumKernels(op: Op, finish: Elements | null, lowering: ShaderLowering): readonly Kernel[] {
  const [rows, ids] = op.inputs.map((input) => lowering.fused.rootOf(input)) as [ValueId, ValueId];
  const k = lowering.values.count(op.inputs[1]!);
  const segments = lowering.values.shape(op.output)[0]!;
  const n = lowering.values.count(op.output) / segments;
  return productKernels(
    {
      op, m: segments, n, k, finish,
      left: { along: 'k', reads: [ids], read: (code) => [`return select(0.0, 1.0, ${code.at(ids, 'k')} == i32(outer));`] },
      right: plainSide(rows, 'outer', n),
    },
    lowering,
  );
}
