/// <reference types="@webgpu/types" />
import { useDevice } from '../device';
import type { BackendDefinition } from './definition';
import { inNode } from './in-node';
import { isSoftware } from './software';

const gpu = (): GPU | undefined => (globalThis as { navigator?: { gpu?: GPU } }).navigator?.gpu;

/** The GPU through WebGPU. */
export const webgpu = {
  name: 'webgpu',
  title: 'WebGPU',
  async drawback() {
    const adapter = await gpu()?.requestAdapter();
    if (!adapter) return null;
    const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
    const name = [vendor, architecture, device, description].filter(Boolean).join(' ');
    return isFallbackAdapter || isSoftware(name) ? `WebGPU runs in software here (${name || 'fallback adapter'}), slower than WebAssembly.` : null;
  },
  async setUp(options) {
    if (!gpu()) throw new Error(inNode() ? 'Node has no WebGPU.' : 'This browser offers no WebGPU.');
    const [{ sharedGpu }, { webGpuDevice }] = await Promise.all([import('../webgpu/start'), import('../webgpu/store')]);
    const started = await sharedGpu(gpu()!);
    options.signal?.throwIfAborted();
    useDevice(webGpuDevice(started));
  },
} satisfies BackendDefinition;
