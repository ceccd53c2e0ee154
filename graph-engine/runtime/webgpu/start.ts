/// <reference types="@webgpu/types" />
/** Asks for a device with the largest limits that the adapter has and kernels can use. */
import { isSoftware } from '../backends/software';
import { Gpu } from './gpu';
import { hostGpu } from './host-gpu';

const wanted = ['maxStorageBuffersPerShaderStage', 'maxStorageBufferBindingSize', 'maxBufferSize', 'maxComputeWorkgroupStorageSize'] as const;
let current: Promise<Gpu> | null = null;

export async function startGpu(): Promise<Gpu> {
  const adapter = await hostGpu()?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('The browser gives access to no GPU.');
  const { vendor, architecture, device, description } = adapter.info;
  const started = await adapter.requestDevice({ requiredLimits: Object.fromEntries(wanted.map((limit) => [limit, adapter.limits[limit]])) });
  return new Gpu(started, isSoftware([vendor, architecture, device, description].join(' ')));
}
/** The one of this process, until it is lost. */
export function sharedGpu(): Promise<Gpu> {
  if (!current) {
    const started = startGpu();
    current = started;
    const forget = (): void => {
      if (current === started) current = null;
    };
    started.then(({ loss }) => loss.lost.then(forget), forget);
  }
  return current;
}
