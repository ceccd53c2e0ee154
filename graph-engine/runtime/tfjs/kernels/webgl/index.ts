/** Kernels of tfjs's WebGL backend that are too slow for training. */
import { registerKernel, unregisterKernel, type KernelConfig } from '@tensorflow/tfjs-core';
import { conv2DBackpropFilter } from './conv2d-backprop-filter';

const supplied: readonly (() => KernelConfig)[] = [conv2DBackpropFilter];
let done = false;

/** Registers all of them, once; the backend must have been imported. */
export function registerWebGlKernels(): void {
  if (done) return;
  done = true;
  for (const make of supplied) {
    const kernel = make();
    unregisterKernel(kernel.kernelName, kernel.backendName);
    registerKernel(kernel);
  }
}
