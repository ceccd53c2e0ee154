/// <reference types="@webgpu/types" />
import { useDevice } from '../device';
import type { BackendDefinition } from './definition';
import { inNode } from './in-node';
import { hostGpu } from '../webgpu/host-gpu';
import { isSoftware } from './software';

/** The GPU through WebGPU. */
export const webgpu = {
  name: 'webgpu',
  title: 'WebGPU',
  async drawback() {
    const adapter = await hostGpu()?.requestAdapter();
    if (!adapter) return null;
    const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
    const name = [vendor, architecture, device, description].filter(Boolean).join(' ');
    return isFallbackAdapter || isSoftware(name) ? `WebGPU runs in software here (${name || 'fallback adapter'}), slower than WebAssembly.` : null;
  },
  async setUp(options) {
    if (!hostGpu()) throw new Error(inNode() ? 'Node has no WebGPU.' : 'This browser offers no WebGPU.');
    const [{ sharedGpu }, { webGpuDevice }] = await Promise.all([import('../webgpu/start'), import('../webgpu/store')]);
    const started = await sharedGpu();
    options.signal?.throwIfAborted();
    useDevice(webGpuDevice(started));
  },
} satisfies BackendDefinition;
