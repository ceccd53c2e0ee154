import type { KernelConfig } from '@tensorflow/tfjs-core';
import { geometryOf } from '../geometry';
import { call, floats, heapOf } from './heap';
import { patchesByPlace } from './im2col';

/**
 * The shipped convolution gives zeros for padding `same` with a stride beyond the kernel's size (tfjs#8405); these are computed as
 * patches × kernel, all others by the shipped kernel.
 */
export const conv2D = (shipped: KernelConfig | undefined): KernelConfig => ({
  kernelName: 'Conv2D',
  backendName: 'wasm',
  ...(shipped?.setupFunc && { setupFunc: shipped.setupFunc }),
  kernelFunc(args) {
    const { inputs, attrs, backend } = args;
    const [x, filter] = [inputs['x']!, inputs['filter']!];
    const { dilations } = attrs as unknown as { dilations: number | [number, number] };
    if ([dilations].flat().some((d) => d > 1)) return shipped!.kernelFunc(args);
    const g = geometryOf(attrs, x.shape, filter.shape);
    if (g.strideHeight <= g.filterHeight && g.strideWidth <= g.filterWidth) return shipped!.kernelFunc(args);
    const heap = heapOf(backend);
    const [weights, places] = [g.filterHeight * g.filterWidth * g.inChannels, g.batchSize * g.outHeight * g.outWidth];
    const patches = heap.makeOutput([places, weights], 'float32');
    patchesByPlace(floats(heap, x), floats(heap, patches), g);
    const b = { dataId: filter.dataId, dtype: filter.dtype, shape: [weights, g.outChannels] };
    const product = call(heap, 'BatchMatMul', { a: patches, b }, { transposeA: false, transposeB: false });
    heap.disposeData(patches.dataId);
    return { ...product, shape: g.outShape };
  },
});
