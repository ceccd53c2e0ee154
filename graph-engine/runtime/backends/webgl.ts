import type { BackendDefinition } from './definition';
import { inNode } from './in-node';
import { isSoftware } from './software';

/** What is used of a rendering context; the engine is compiled without the DOM's types. */
interface Context {
  getExtension(name: 'WEBGL_debug_renderer_info'): { readonly UNMASKED_RENDERER_WEBGL: number } | null;
  getExtension(name: 'WEBGL_lose_context'): { loseContext(): void } | null;
  getParameter(name: number): unknown;
}
interface Canvas {
  getContext(kind: 'webgl2'): Context | null;
}
type NewCanvas = new (width: number, height: number) => Canvas;

/** Who draws, by a context of one's own, so that tfjs need not be loaded for the question; null where there is no WebGL 2, whose whole numbers random numbers are made with. */
export function rendererName(): string | null {
  const { OffscreenCanvas } = globalThis as { readonly OffscreenCanvas?: NewCanvas };
  const canvas = OffscreenCanvas && new OffscreenCanvas(1, 1);
  const gl = canvas?.getContext('webgl2');
  if (!gl) return null;
  const extension = gl.getExtension('WEBGL_debug_renderer_info');
  const name = extension ? String(gl.getParameter(extension.UNMASKED_RENDERER_WEBGL)) : '';
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return name;
}

/** The GPU through WebGL; in a worker on an OffscreenCanvas. */
export const webgl = {
  name: 'webgl',
  title: 'WebGL',
  tfjs: true,
  async drawback() {
    const name = rendererName();
    return name !== null && isSoftware(name) ? `WebGL runs in software here (${name}), slower than WebAssembly.` : null;
  },
  async setUp(options) {
    if (inNode()) throw new Error('Node has no WebGL.');
    if (rendererName() === null) throw new Error('This browser offers no WebGL 2.');
    const [{ activate }, { registerWebGlKernels }] = await Promise.all([import('./activate'), import('../tfjs/kernels/webgl'), import('@tensorflow/tfjs-backend-webgl')]);
    registerWebGlKernels();
    await activate('webgl', options);
  },
} satisfies BackendDefinition;
