import type * as Tf from '@tensorflow/tfjs-core';
import { useDevice } from '../device';
import { tfDevice } from '../tfjs/store';
import type { BackendOptions } from './definition';

/** Makes a registered backend the one in use. @throws when it cannot start here. */
export async function activate(tf: typeof Tf, name: 'webgpu' | 'webgl' | 'wasm' | 'cpu', { signal }: BackendOptions): Promise<void> {
  signal?.throwIfAborted();
  tf.enableProdMode();
  if (!(await tf.setBackend(name)) || tf.getBackend() !== name) throw new Error(`${name} could not be started here.`);
  await tf.ready();
  useDevice(tfDevice(name === 'webgpu' || name === 'webgl' ? 10 : 1));
}
