import type { KernelConfig } from '@tensorflow/tfjs-core';
import { geometryOf } from '../geometry';
import { call, floats, heapOf } from './heap';
import { addPatches } from './im2col';

/** The transposed convolution as a matrix product whose rows are added into the picture; the shipped kernel is a naive loop. */
export const conv2DBackpropInput = (): KernelConfig => ({
  kernelName: 'Conv2DBackpropInput',
  backendName: 'wasm',
  kernelFunc({ inputs, attrs, backend }) {
    const heap = heapOf(backend);
    const [dy, filter] = [inputs['dy']!, inputs['filter']!];
    const { inputShape } = attrs as unknown as { inputShape: number[] };
    const g = geometryOf(attrs, inputShape, filter.shape);
    const [weights, places] = [g.filterHeight * g.filterWidth * g.inChannels, g.batchSize * g.outHeight * g.outWidth];
    const a = { dataId: dy.dataId, dtype: dy.dtype, shape: [places, g.outChannels] };
    const b = { dataId: filter.dataId, dtype: filter.dtype, shape: [weights, g.outChannels] };
    const patches = call(heap, 'BatchMatMul', { a, b }, { transposeA: false, transposeB: true });
    const out = heap.makeOutput(inputShape, 'float32');
    addPatches(floats(heap, patches), floats(heap, out), g);
    heap.disposeData(patches.dataId);
    return out;
  },
});
