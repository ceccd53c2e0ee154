import type * as Tf from '@tensorflow/tfjs-core';
import type { BackendName, BackendOptions } from './definition';

/** Makes a registered backend the one in use. @throws when it cannot start here. */
export async function activate(tf: typeof Tf, name: BackendName, { signal }: BackendOptions): Promise<void> {
  signal?.throwIfAborted();
  tf.enableProdMode();
  if (!(await tf.setBackend(name)) || tf.getBackend() !== name) throw new Error(`${name} could not be started here.`);
  await tf.ready();
}
