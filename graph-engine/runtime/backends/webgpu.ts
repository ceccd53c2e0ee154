/// <reference types="@webgpu/types" />
import * as tf from '@tensorflow/tfjs-core';
import { activate } from './activate';
import type { BackendDefinition } from './definition';
import { isSoftware } from './software';

const gpu = (): GPU | undefined => (globalThis as { navigator?: { gpu?: GPU } }).navigator?.gpu;

/** The GPU through WebGPU. */
export const webgpu = {
  name: 'webgpu',
  title: 'WebGPU',
  async setUp(options) {
    if (!gpu()) throw new Error(tf.env().get('IS_NODE') ? 'Node has no WebGPU.' : 'This browser offers no WebGPU.');
    if (!(await gpu()!.requestAdapter())) throw new Error('The browser gives access to no GPU.');
    await import('@tensorflow/tfjs-backend-webgpu');
    await activate(tf, 'webgpu', options);
  },
  async drawback() {
    const adapter = await gpu()?.requestAdapter();
    if (!adapter) return 'The browser gives access to no GPU.';
    const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
    const name = [vendor, architecture, device, description].filter(Boolean).join(' ');
    return isFallbackAdapter || isSoftware(name) ? `WebGPU runs in software here (${name || 'fallback adapter'}), slower than WebAssembly.` : null;
  },
} satisfies BackendDefinition;
