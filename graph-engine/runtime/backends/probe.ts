/** A tiny training step that touches what training needs (convolutions, dense layers, look-up, pooling, optimiser), to tell whether a backend works. */
import { squaredError } from '../../document/units';
import { Builder } from '../../program/builder';
import { writeTrainingStep, type StepSettings } from '../../program/optimizers/write-training-step';
import type { Init, Program } from '../../program/types';
import { initialise } from '../inits';
import { currentDevice, type Device, type Weights } from '../device';

const STEPS = 3;
const SEED = 7;
const adam = { kind: 'adam', learningRate: 0.01, momentum: 0, weightDecay: 0, beta1: 0.9, beta2: 0.99, epsilon: 1e-3 } as const;
const settings: StepSettings = { optimizer: adam, schedule: { kind: 'constant', warmupSteps: 0 }, clipNorm: 10 };
const player = 'probe';

function probeProgram(): Program {
  const b = new Builder();
  const parameter = (name: string, shape: readonly number[], init: Init = { kind: 'normal', stddev: 0.5 }) =>
    b.parameter(name, shape, init, { player, trainable: true, origin: { node: 'probe' } });
  const x = b.data('x', [4, 8, 8, 2]);
  const hidden = b.relu(b.add(b.conv2d(x, parameter('conv', [3, 3, 2, 4]), [2, 2], 'same'), parameter('bias', [4], { kind: 'zeros' })));
  const flat = b.flatten(b.maxPool(hidden, [2, 2]));
  const code = b.matMul(flat, parameter('dense', [16, 3]));
  const logProbabilities = b.logSoftmax(code);
  const index = b.argMax(code);
  const chosen = b.gather(parameter('table', [3, 5]), index);
  const counted = b.mul(b.add(b.toFloat(b.reshape(index, [4, 1])), 1), 0.2);
  const joined = b.tanh(b.concat([b.add(code, b.randomNormal([4, 3])), chosen, counted], 1));
  const planes = b.upsample(b.reshape(b.matMul(joined, parameter('back', [9, 16])), [4, 2, 2, 4]), [2, 2]);
  const output = b.sigmoid(b.conv2dTranspose(planes, parameter('deconv', [3, 3, 2, 4]), [4, 8, 8, 2], [2, 2], 'same'));
  const loss = b.sub(b.mean(b.square(b.sub(output, x))), b.mul(b.mean(logProbabilities), 0.1));
  b.metrics.push({ name: 'loss', value: loss.id, unit: squaredError });
  writeTrainingStep(b, loss, player, settings, STEPS);
  return b.finish();
}

/** Losses and weights of a few steps on a device. */
export async function runProbe(device: Device = currentDevice()): Promise<Map<string, Weights>> {
  const program = probeProgram();
  const store = await device.createStore();
  const executor = store.executor(program);
  const data = Float32Array.from({ length: 4 * 8 * 8 * 2 }, (_, i) => (Math.sin(i * 0.7) + 1) / 2);
  try {
    await initialise(store, program, SEED);
    const losses = new Float32Array(STEPS);
    for (let step = 0; step < STEPS; step++) {
      const [loss] = executor.run({ feeds: { x: { data, shape: [4, 8, 8, 2] } }, seed: SEED, step, applyUpdates: true, fetch: [program.metrics[0]!.value] });
      losses[step] = (await loss!.data())[0]!;
      loss!.dispose();
    }
    return (await store.read()).set('loss', { shape: [STEPS], data: losses });
  } finally {
    executor.dispose();
    store.dispose();
  }
}

/** Largest difference of two arrays, relative to the largest magnitude expected; NaN counts as infinite. */
export function relativeError(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (found.length !== expected.length) return Infinity;
  let [difference, scale] = [0, 1e-6];
  for (let i = 0; i < expected.length; i++) {
    const d = Math.abs(found[i]! - expected[i]!);
    if (Number.isNaN(d)) return Infinity;
    difference = Math.max(difference, d);
    scale = Math.max(scale, Math.abs(expected[i]!));
  }
  return difference / scale;
}
