/** The kernels of every operation that is not element-wise, a sum or random (fused/fuse.ts). */
import type { Op } from '../../../program/types';
import type { Elements, ShaderLowering } from '../elements';
import type { Kernel } from '../kernel';
import { convolutionKernels, filterGradKernels, inputGradKernels } from './convolution';
import { concatKernels, isMap, mapKernel } from './map';
import { matMulKernels } from './mat-mul';
import { rowsKernel } from './rows';
import { segmentSumKernels } from './segment-sum';
import { sumOverAxes } from './sum';

/** `finish`: element-wise operations that follow, over the numbers of the result as they come. */
export function kernelsOf(op: Op, finish: Elements | null, lowering: ShaderLowering): readonly Kernel[] {
  switch (op.kind) {
    case 'matMul': return matMulKernels(op, finish, lowering);
    case 'conv2d': return convolutionKernels(op, finish, lowering);
    case 'convInputGrad': return inputGradKernels(op, finish, lowering);
    case 'convFilterGrad': return filterGradKernels(op, finish, lowering);
    case 'segmentSum': return segmentSumKernels(op, finish, lowering);
    case 'softmax': case 'logSoftmax': case 'argMax': return [rowsKernel(op, finish, lowering)];
    case 'sum': return sumOverAxes(op, finish, lowering);
    case 'concat': return concatKernels(op, lowering);
    default:
      if (!isMap(op.kind)) throw new Error(`internal: there is no kernel for ${op.kind}`);
      return [mapKernel(op, finish, lowering)];
  }
}
/** Whether a kernel of it can do what follows. */
export const canFinish = ({ kind }: Op): boolean => kind !== 'concat' && kind !== 'sum' && kind !== 'argMax' && kind !== 'toInt';
