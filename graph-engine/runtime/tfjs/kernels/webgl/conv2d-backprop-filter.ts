import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { ShaderProgram, type WebGlBackend, type TensorInfo as FloatInfo } from '../../webgl/backend';
import { geometryOf, type Geometry } from '../geometry';
import { addPartsGlsl, filterGradGlsl, partsOf } from './filter-grad-glsl';

/**
 * Derivative of a convolution with respect to its kernel. That of tfjs walks through the whole batch in one thread for each weight, a few hundred threads
 * for a first layer; here the places are shared out, and what the shares give is added up.
 */
export const conv2DBackpropFilter = (): KernelConfig => ({
  kernelName: 'Conv2DBackpropFilter',
  backendName: 'webgl',
  kernelFunc({ inputs, attrs, backend }) {
    const [x, dy] = [inputs['x']!, inputs['dy']!];
    const filterShape = (attrs as unknown as { filterShape: number[] }).filterShape;
    return filterGrad(backend as unknown as WebGlBackend, x, dy, geometryOf(attrs, x.shape, filterShape));
  },
});

function filterGrad(backend: WebGlBackend, x: TensorInfo, dy: TensorInfo, g: Geometry): TensorInfo {
  const run = (shape: readonly number[], names: string[], code: string, infos: readonly TensorInfo[]): FloatInfo =>
    backend.runWebGLProgram(new ShaderProgram([...shape], names, code, [], 1), infos as readonly FloatInfo[], 'float32', [], true);
  const parts = partsOf(g);
  const shares = run(parts.count === 1 ? g.filterShape : [parts.count, g.filterHeight * g.filterWidth, g.inChannels, g.outChannels], ['x', 'dy'], filterGradGlsl(g, parts), [x, dy]);
  if (parts.count === 1) return shares;
  const sum = run(g.filterShape, ['shares'], addPartsGlsl(g, parts), [shares]);
  backend.disposeData(shares.dataId);
  return sum;
}
