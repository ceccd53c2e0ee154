import type { KernelConfig } from '@tensorflow/tfjs-core';
import { geometryOf } from '../geometry';
import { call, floats, heapOf } from './heap';
import { patchesByWeight } from './im2col';

/** Derivative of a convolution with respect to its kernel, which tfjs does not ship for wasm: patches × dy. */
export const conv2DBackpropFilter = (): KernelConfig => ({
  kernelName: 'Conv2DBackpropFilter',
  backendName: 'wasm',
  kernelFunc({ inputs, attrs, backend }) {
    const heap = heapOf(backend);
    const [x, dy] = [inputs['x']!, inputs['dy']!];
    const filterShape = (attrs as unknown as { filterShape: number[] }).filterShape;
    const g = geometryOf(attrs, x.shape, filterShape);
    const [weights, places] = [g.filterHeight * g.filterWidth * g.inChannels, g.batchSize * g.outHeight * g.outWidth];
    const planes = call(heap, 'Transpose', { x }, { perm: [3, 0, 1, 2] });
    const patches = heap.makeOutput([weights, places], 'float32');
    patchesByWeight(floats(heap, planes), floats(heap, patches), g);
    heap.disposeData(planes.dataId);
    const product = call(heap, 'BatchMatMul', { a: patches, b: { dataId: dy.dataId, dtype: dy.dtype, shape: [places, g.outChannels] } }, { transposeA: false, transposeB: false });
    heap.disposeData(patches.dataId);
    return { ...product, shape: filterShape };
  },
});
