/** The compile-only mode of tfjs, with the compiling held back too, so that it is known beforehand what is to be compiled. */
import * as tf from '@tensorflow/tfjs-core';
import { webGlBackend, type Binary, type WebGlBackend } from './backend';

const COMPILE_ONLY = 'ENGINE_COMPILE_ONLY';
/**
 * Runs `work` without the GPU: nothing is drawn, and what would be compiled is put together and held back. Tensors of `work` that are uploaded hold anything
 * afterwards, so all that it reads must be its own.
 * @returns the shaders that were not there yet, by their keys; they are in no cache.
 */
export function withoutGpu(work: () => void): ReadonlyMap<string, Binary> {
  const backend = webGlBackend();
  const { gl } = backend.getGPGPUContext();
  const { compileShader } = gl;
  const cache = backend.binaryCache;
  // tfjs asks for keys with `in`: those that are known are found, and new ones are told apart.
  const found = Object.create(cache) as Record<string, Binary>;
  backend.binaryCache = found;
  // One vertex shader serves all programs, and tfjs waits for it at once.
  gl.compileShader = (shader) => gl.getShaderParameter(shader, gl.SHADER_TYPE) !== gl.FRAGMENT_SHADER && compileShader.call(gl, shader);
  gl.linkProgram = () => undefined;
  const upload = backend.uploadToGPU.bind(backend);
  backend.uploadToGPU = (id) => {
    const data = backend.getDataInfo(id);
    upload(id);
    // In this mode tfjs leaves the numbers where they are. A step finds them in a texture when it reads them again, which is another shader.
    if (data.texture) return;
    data.values = null;
    upload(id);
  };
  tf.env().set(COMPILE_ONLY, true);
  try {
    work();
  } finally {
    tf.env().set(COMPILE_ONLY, false);
    // The methods of the classes are seen again.
    for (const [owner, name] of [[backend, 'uploadToGPU'], [gl, 'compileShader'], [gl, 'linkProgram']] as const) Reflect.deleteProperty(owner, name);
    backend.binaryCache = cache;
  }
  return new Map(Object.entries(found));
}
/** Puts a shader in place for the next run, after waiting for it. @throws when it cannot be compiled. */
export function keepShader(backend: WebGlBackend, key: string, binary: Binary): void {
  const cache = backend.binaryCache;
  // tfjs goes through its whole cache.
  backend.binaryCache = { [key]: binary };
  try {
    backend.checkCompileCompletion();
    backend.getUniformLocations();
  } finally {
    backend.binaryCache = cache;
  }
  cache[key] = binary;
}
