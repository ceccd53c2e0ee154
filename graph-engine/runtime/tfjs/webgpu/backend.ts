/// <reference types="@webgpu/types" />
/** The parts of tfjs's WebGPU backend that its own kernels use and its types hide; the version is pinned. */
import * as tf from '@tensorflow/tfjs-core';

export type DataId = tf.DataId;
interface TensorData {
  /** What lies in memory; a cast to more precise numbers changes the tensor's type alone. */
  readonly dtype: string;
  resource: GPUBuffer | null;
  /** What was read before, or is yet to be uploaded. */
  values: unknown;
}
export interface BufferManager {
  acquireBuffer(size: number, usage: number, mappedAtCreation?: boolean, reuse?: boolean): GPUBuffer;
  releaseBuffer(buffer: GPUBuffer, reuse?: boolean): void;
}
export interface WebGpuBackend {
  readonly device: GPUDevice;
  readonly queue: GPUQueue;
  bufferManager: BufferManager;
  /** By their keys; promises while they are compiled ahead. */
  readonly pipelineCache: Record<string, GPUComputePipeline | Promise<GPUComputePipeline>>;
  readonly tensorMap: { get(id: DataId): TensorData };
  commandQueueOwnedIds: WeakSet<DataId>;
  commandEncoder: GPUCommandEncoder | null;
  computePassEncoder: GPUComputePassEncoder | null;
  dispatchCountInPass: number;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
  makeTensorInfo(shape: readonly number[], dtype: 'float32', values?: Float32Array): { dataId: DataId; shape: number[]; dtype: 'float32' };
  uploadToGPU(id: DataId): void;
}

export function webGpuBackend(): WebGpuBackend {
  if (tf.getBackend() !== 'webgpu') throw new Error('internal: WebGPU is not the backend in use');
  return tf.backend() as unknown as WebGpuBackend;
}

const COMPILE_ONLY = 'WEBGPU_ENGINE_COMPILE_ONLY';
/** Whether shaders are compiled and nothing is computed. */
export const isCompilingOnly = (): boolean => tf.env().getBool(COMPILE_ONLY);
export function compilingOnly(work: () => void): void {
  tf.env().set(COMPILE_ONLY, true);
  try {
    work();
  } finally {
    tf.env().set(COMPILE_ONLY, false);
  }
}

/** Sends what was recorded so far, so that what is written next is seen by what is recorded next alone. */
export function flush(backend: WebGpuBackend): void {
  if (!backend.commandEncoder) return;
  backend.endComputePassEncoder();
  backend.submitQueue();
}
/** The memory of a tensor, uploaded if it was not yet. */
export function bufferOf(backend: WebGpuBackend, tensor: { readonly dataId: DataId }): GPUBuffer {
  backend.uploadToGPU(tensor.dataId);
  const { dtype, resource } = backend.tensorMap.get(tensor.dataId);
  if (dtype !== 'float32') throw new Error(`internal: a shader was given ${dtype}`);
  return resource!;
}
export function duplicate(tensor: tf.Tensor): tf.Tensor {
  const backend = webGpuBackend();
  const [source, copy] = [bufferOf(backend, tensor), newTensor(backend, tensor.shape)];
  backend.ensureCommandEncoderReady();
  backend.endComputePassEncoder();
  backend.commandEncoder!.copyBufferToBuffer(source, 0, bufferOf(backend, copy), 0, source.size);
  flush(backend);
  return copy;
}
/** A tensor whose memory holds anything. */
export function newTensor(backend: WebGpuBackend, shape: readonly number[]): tf.Tensor {
  const info = backend.makeTensorInfo(shape, 'float32');
  backend.uploadToGPU(info.dataId);
  return tf.engine().makeTensorFromTensorInfo(info);
}
