import * as tf from '@tensorflow/tfjs-core';
import { activate } from './activate';
import type { BackendDefinition } from './definition';
import { isSoftware } from './software';

/** What is used of the backend and of its rendering context; the engine is compiled without the DOM's types. */
interface WebGLBackend {
  getGPGPUContext(): { readonly gl: { getExtension(name: string): { UNMASKED_RENDERER_WEBGL: number } | null; getParameter(name: number): unknown } };
}
function renderer(): string {
  const { gl } = (tf.backend() as unknown as WebGLBackend).getGPGPUContext();
  const extension = gl.getExtension('WEBGL_debug_renderer_info');
  return extension ? String(gl.getParameter(extension.UNMASKED_RENDERER_WEBGL)) : '';
}

/** The GPU through WebGL; in a worker on an OffscreenCanvas. */
export const webgl = {
  name: 'webgl',
  title: 'WebGL',
  async setUp(options) {
    if (tf.env().get('IS_NODE')) throw new Error('Node has no WebGL.');
    await import('@tensorflow/tfjs-backend-webgl');
    await activate(tf, 'webgl', options);
  },
  async drawback() {
    const name = renderer();
    return isSoftware(name) ? `WebGL runs in software here (${name}), slower than WebAssembly.` : null;
  },
} satisfies BackendDefinition;
