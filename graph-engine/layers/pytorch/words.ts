/** What the layers' PyTorch spellings have in common. */
import { activationOf, leakySlope, type ActivationName } from '../activations';
import type { Spelling } from './definition';

const modules: Readonly<Record<ActivationName | 'softmax', string | null>> = {
  linear: null,
  relu: 'nn.ReLU()',
  'leaky-relu': `nn.LeakyReLU(${leakySlope})`,
  elu: 'nn.ELU()',
  gelu: 'nn.GELU(approximate="tanh")',
  sigmoid: 'nn.Sigmoid()',
  tanh: 'nn.Tanh()',
  softplus: 'nn.Softplus()',
  softmax: 'nn.Softmax(dim=-1)',
};
export const activationModules = (name: ActivationName | 'softmax'): readonly string[] => (modules[name] ? [modules[name]] : []);
/** Where the kernel of such a layer starts as He et al. say. */
export const rectifies = (name: ActivationName): boolean => activationOf(name).rectifies;

/** `3`, or `(3, 5)` for height and width. */
export const pair = (height: number | string, width: number | string): string => (height === width ? String(height) : `(${height}, ${width})`);
/** `name=value`, where it is not what PyTorch takes anyway. */
export const unless = (usual: number | string, name: string, value: number | string): readonly string[] => (String(value) === String(usual) ? [] : [`${name}=${value}`]);

/** Rows and columns put around an image [channels, height, width], or cut off where they are negative. */
export function padding(top: number, bottom: number, left: number, right: number, of = 'Zero'): readonly string[] {
  if ([top, bottom, left, right].every((side) => side === 0)) return [];
  return [`nn.${of === 'Zero' ? 'ZeroPad2d' : 'ReplicationPad2d'}((${left}, ${right}, ${top}, ${bottom}))`];
}

/** Zeros before and after an axis, as `same` means them: the odd one comes behind. */
export function sameMargins(size: number, window: number, stride: number): readonly [number, number] {
  const needed = Math.max(0, (Math.ceil(size / stride) - 1) * stride + window - size);
  return [Math.floor(needed / 2), Math.ceil(needed / 2)];
}
/** PyTorch's convolutions keep kernels as [out, in, height, width], and its transposed ones as [in, out, height, width]: the axes of ours. */
export const kernelAxes = [3, 2, 0, 1] as const;

/** A module with weight and bias. */
export const weighted = (module: number, bias: boolean, axes: readonly number[]): NonNullable<Spelling['weights']> => ({
  kernel: { module, name: 'weight', axes },
  ...(bias && { bias: { module, name: 'bias' } }),
});
