/** Every optimiser on every executor of ours and on tfjs: the same steps, and a loss that falls. */
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, describe, expect, it } from 'vitest';
import { usualSettings } from '../document/training-fields';
import { optimizerKinds, type OptimizerKind } from '../optimizers/registry';
import { Builder } from '../program/builder';
import { writeTrainingStep } from '../program/optimizers/write-training-step';
import { verify } from '../program/verify';
import { backends } from './backends';
import { currentDevice } from './device';
import { initialise } from './inits';

const STEPS = 60;
const origin = { node: 'n' };
/** Items that lie on a plane through 12 numbers. */
const data = Float32Array.from({ length: 96 }, (_, i) => Math.sin(1 + Math.floor(i / 12)) * Math.cos(i % 12) + Math.cos(2 * Math.floor(i / 12)) * Math.sin(2 * (i % 12)));

/** An autoencoder of small images: a kernel, matrices that are wide and tall, and a vector. */
async function lossesOf(kind: OptimizerKind): Promise<number[]> {
  const b = new Builder();
  const options = { player: 'autoencoder', trainable: true, origin } as const;
  const weight = (name: string, shape: readonly number[]) => b.parameter(`n/${name}`, shape, { kind: 'glorotUniform', fanIn: 6, fanOut: 6 }, options);
  const x = b.data('x', [8, 12]);
  const features = b.flatten(b.tanh(b.conv2d(b.reshape(x, [8, 3, 4, 1]), weight('kernel', [2, 2, 1, 3]), [1, 1], 'same')));
  const output = b.add(b.matMul(b.matMul(features, weight('tall', [36, 3])), weight('wide', [3, 12])), b.parameter('n/bias', [12], { kind: 'zeros' }, options));
  const loss = b.mean(b.square(b.sub(output, x)));
  writeTrainingStep(b, loss, 'autoencoder', { optimizer: { ...usualSettings(kind), learningRate: kind === 'sgd' ? 0.2 : 0.01 }, schedule: { kind: 'constant', warmupSteps: 0 }, clipNorm: 0 }, STEPS);
  const program = verify(b.finish());
  const store = await currentDevice().createStore();
  const executor = store.executor(program);
  await initialise(store, program, 1);
  const losses: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    const [value] = executor.run({ feeds: { x: { data, shape: [8, 12] } }, seed: 1, step, applyUpdates: true, fetch: [loss.id] });
    losses.push((await value!.data())[0]!);
    value!.dispose();
  }
  executor.dispose();
  store.dispose();
  return losses;
}

describe.each(optimizerKinds)('%s', (kind) => {
  it('learns, and takes the same steps on every backend', async () => {
    await backends.cpu.setUp({});
    const expected = await lossesOf(kind);
    expect(expected.at(-1)!).toBeLessThan(expected[0]! / 2);
    for (const name of ['tfjs-wasm', 'wasm'] as const) {
      await backends[name].setUp({});
      // Rounding grows from step to step, and a sign turns with it.
      (await lossesOf(kind)).slice(0, 12).forEach((loss, step) => expect(Math.abs(loss / expected[step]! - 1), `${name}, step ${step}`).toBeLessThan(1e-4));
    }
  });
});

afterAll(() => tf.setBackend('cpu'));
