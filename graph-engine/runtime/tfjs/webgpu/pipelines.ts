/// <reference types="@webgpu/types" />
/** The compiled shaders of ours, by their text; those that are compiled ahead are promises until they are ready. */
const pipelines = new WeakMap<GPUDevice, Map<string, GPUComputePipeline | Promise<GPUComputePipeline>>>();

function cacheOf(device: GPUDevice): Map<string, GPUComputePipeline | Promise<GPUComputePipeline>> {
  let known = pipelines.get(device);
  if (!known) pipelines.set(device, (known = new Map()));
  return known;
}
const descriptor = (device: GPUDevice, code: string): GPUComputePipelineDescriptor => ({ layout: 'auto', compute: { module: device.createShaderModule({ code }), entryPoint: 'main' } });

export function pipelineOf(device: GPUDevice, code: string): GPUComputePipeline {
  const cache = cacheOf(device);
  const known = cache.get(code);
  if (known && !(known instanceof Promise)) return known;
  const pipeline = device.createComputePipeline(descriptor(device, code));
  cache.set(code, pipeline);
  return pipeline;
}
export function compileAhead(device: GPUDevice, code: string): void {
  const cache = cacheOf(device);
  if (!cache.has(code)) cache.set(code, device.createComputePipelineAsync(descriptor(device, code)));
}
/** Those that are still being compiled; each is in place once its promise is fulfilled. */
export function pendingPipelines(device: GPUDevice): readonly Promise<unknown>[] {
  const cache = cacheOf(device);
  return [...cache].flatMap(([code, pipeline]) => (pipeline instanceof Promise ? [pipeline.then((ready) => cache.set(code, ready))] : []));
}
