/// <reference types="@webgpu/types" />
/** Asks for a device with the largest limits that the adapter has and kernels can use. */
import { Gpu } from './gpu';

const wanted = ['maxStorageBuffersPerShaderStage', 'maxStorageBufferBindingSize', 'maxBufferSize', 'maxComputeWorkgroupStorageSize'] as const;
let current: Promise<Gpu> | null = null;

export async function startGpu(gpu: GPU): Promise<Gpu> {
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('The browser gives access to no GPU.');
  return new Gpu(await adapter.requestDevice({ requiredLimits: Object.fromEntries(wanted.map((limit) => [limit, adapter.limits[limit]])) }));
}
/** The one of this process, until it is lost. */
export function sharedGpu(gpu: GPU): Promise<Gpu> {
  if (!current) {
    const started = startGpu(gpu);
    current = started;
    const forget = (): void => {
      if (current === started) current = null;
    };
    started.then(({ loss }) => loss.lost.then(forget), forget);
  }
  return current;
}
