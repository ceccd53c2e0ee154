/** What the backends of tfjs have in common. Only `setUp` loads this file, and tfjs with it: where kernels of our own compute, nobody waits for tfjs. */
import * as tf from '@tensorflow/tfjs-core';
import { useDevice } from '../device';
import { tfDevice } from '../tfjs/store';
import { webGlShaders } from '../tfjs/webgl/shaders';
import { webGpuShaders } from '../tfjs/webgpu/shaders';
import type { BackendOptions } from './definition';

/** Makes a registered backend the one in use. @throws when it cannot start here. */
export async function activate(name: 'webgpu' | 'webgl' | 'wasm' | 'cpu', { signal }: BackendOptions): Promise<void> {
  signal?.throwIfAborted();
  tf.enableProdMode();
  if (!(await tf.setBackend(name)) || tf.getBackend() !== name) throw new Error(`${name} could not be started here.`);
  await tf.ready();
  useDevice(name === 'webgpu' ? tfDevice(10, webGpuShaders()) : name === 'webgl' ? tfDevice(10, webGlShaders()) : tfDevice(1, null));
}
