/** Kernels that tfjs's wasm backend lacks for training, has wrong or has too slow. */
import { getKernel, registerKernel, unregisterKernel, type KernelConfig } from '@tensorflow/tfjs-core';
import { batchMatMul } from './batch-mat-mul';
import { conv2D } from './conv2d';
import { conv2DBackpropFilter } from './conv2d-backprop-filter';
import { conv2DBackpropInput } from './conv2d-backprop-input';
import { unsortedSegmentSum } from './unsorted-segment-sum';

const supplied: readonly ((shipped: KernelConfig | undefined) => KernelConfig)[] = [batchMatMul, conv2D, conv2DBackpropFilter, conv2DBackpropInput, unsortedSegmentSum];
let done = false;

/** Registers all of them, once; the backend must have been imported. */
export function registerWasmKernels(): void {
  if (done) return;
  done = true;
  for (const make of supplied) {
    const { kernelName } = make(undefined);
    const shipped = getKernel(kernelName, 'wasm');
    if (shipped) unregisterKernel(kernelName, 'wasm');
    registerKernel(make(shipped));
  }
}
