/** What the backends of tfjs have in common. Only `setUp` loads this file, and tfjs with it: where kernels of our own compute, nobody waits for tfjs. */
import * as tf from '@tensorflow/tfjs-core';
import { useDevice } from '../device';
import type { Gpu } from '../tfjs/gpu';
import { tfDevice } from '../tfjs/store';
import { compileShaders as compileWebGl } from '../tfjs/webgl/compile';
import { watchWebGl } from '../tfjs/webgl/loss';
import { webGlShaders } from '../tfjs/webgl/shaders';
import { WebGlTables } from '../tfjs/webgl/tables';
import type { BackendName, BackendOptions } from './definition';

const gpus: Readonly<Partial<Record<BackendName, () => Gpu>>> = {
  webgl: () => ({ shaders: webGlShaders(), loss: watchWebGl(), compile: compileWebGl, tables: () => new WebGlTables() }),
};

/** Makes a registered backend the one in use. @throws when it cannot start here. */
export async function activate(name: 'webgl' | 'wasm' | 'cpu', { signal }: BackendOptions): Promise<void> {
  signal?.throwIfAborted();
  tf.enableProdMode();
  if (!(await tf.setBackend(name)) || tf.getBackend() !== name) throw new Error(`${name} could not be started here.`);
  await tf.ready();
  useDevice(tfDevice(gpus[name]?.() ?? null));
}
