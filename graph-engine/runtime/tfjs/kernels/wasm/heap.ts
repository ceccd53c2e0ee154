/** What the kernels use of tfjs's wasm backend: storage on its heap, and its other kernels. */
import { getKernel, type KernelBackend, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs-core';

/** The public part of BackendWasm in tfjs-backend-wasm 4.22. */
export interface WasmHeap extends KernelBackend {
  makeOutput(shape: number[], dtype: string): TensorInfo;
  /** A view that is lost when the heap grows: allocate everything first. */
  typedArrayFromHeap(info: TensorInfo): Float32Array | Int32Array;
}
export const heapOf = (backend: unknown): WasmHeap => backend as WasmHeap;
export const floats = (heap: WasmHeap, info: TensorInfo): Float32Array => heap.typedArrayFromHeap(info) as Float32Array;
export const integers = (heap: WasmHeap, info: TensorInfo): Int32Array => heap.typedArrayFromHeap(info) as Int32Array;

/** Runs another kernel of the backend; the caller disposes of the result. */
export function call(heap: WasmHeap, kernel: string, inputs: Record<string, TensorInfo>, attrs: object): TensorInfo {
  const config = getKernel(kernel, 'wasm');
  if (!config) throw new Error(`internal: the wasm backend has no ${kernel}`);
  return config.kernelFunc({ inputs, attrs: attrs as NamedAttrMap, backend: heap }) as TensorInfo;
}
