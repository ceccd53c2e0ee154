/// <reference types="@webgpu/types" />
import { LossWatch } from '../loss-watch';
import { webGpuBackend } from './backend';

const watches = new WeakMap<GPUDevice, LossWatch>();

/** Any error that nobody awaits means numbers that nobody should trust: the device is left. */
export function watchWebGpu(): LossWatch {
  const { device } = webGpuBackend();
  const known = watches.get(device);
  if (known) return known;
  const watch = new LossWatch();
  watches.set(device, watch);
  void device.lost.then(({ message }) => watch.report(`WebGPU stopped: the GPU was lost${message ? ` (${message.trim()})` : ''}.`));
  device.addEventListener('uncapturederror', ({ error }) => {
    watch.report(error instanceof GPUOutOfMemoryError ? 'WebGPU stopped: the GPU has no memory left for this model.' : `WebGPU stopped: it reported an error (${error.message.split('\n')[0]}).`);
  });
  return watch;
}
