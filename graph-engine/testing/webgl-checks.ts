/** What WebGL must compute rightly, each check by its name: `npm run mutate` puts faults into the shaders and asks which of these notices. Runs in a browser. */
import * as tf from '@tensorflow/tfjs-core';
import type { TemplateId } from '@/templates/registry';
import { sizeOf } from '../document/shape';
import { Builder } from '../program/builder';
import { opOf } from '../program/ops';
import { Random } from '../random/random';
import { backends } from '../runtime/backends';
import type { BackendName } from '../runtime/backends/definition';
import { relativeError } from '../runtime/backends/probe';
import { currentDevice } from '../runtime/device';
import { checkTables, fillGpu } from './check-tables';
import { compareFeeds } from './compare-feeds';
import { compareSteps } from './compare-steps';
import { checkBackend, opCases } from './op-cases';

const STEPS = 3;

async function operations(kinds: readonly string[]): Promise<string[]> {
  const results = await checkBackend('webgl', {}, opCases.filter(({ kind }) => kinds.includes(kind)));
  return results.filter(({ maxRelativeError, leaked }) => !(maxRelativeError <= 1e-4) || leaked !== 0).map((result) => result.case);
}
async function steps(id: TemplateId): Promise<string[]> {
  const { name, difference } = await compareSteps('webgl', id, STEPS);
  return difference < 1e-3 ? [] : [`${id}: ${name}`];
}

async function feeds(form: 'rows' | 'bytes'): Promise<string[]> {
  const { difference, asked, given } = await compareFeeds('webgl', 'patterns', STEPS, form);
  return difference === 0 && asked[0] === 0 && given > 0 ? [] : [JSON.stringify({ difference, asked, given })];
}

/** A filter's derivative, and products with it, where the texels hold something beside the numbers: exp of tfjs leaves ones there. */
async function fullTexels(backend: BackendName): Promise<ArrayLike<number>[]> {
  await backends[backend].setUp({});
  const random = new Random(1, 1);
  const full = (...shape: number[]): tf.Tensor => tf.tidy(() => tf.exp(tf.tensor(Float32Array.from({ length: sizeOf(shape) }, () => random.uniform(-1, 1)), shape, 'float32')));
  const results: ArrayLike<number>[] = [];
  // tfjs computes fewer than 128 numbers without the GPU, and leaves nothing beside them.
  for (const size of [3, 5]) {
    const [x, dy, factor] = [full(2, 5, 5, 3), full(2, 5, 5, 3), full(size, size, 3, 3)];
    const filter = opOf('convFilterGrad').execute(tf, [x, dy], { strides: [1, 1], padding: 'same', filterShape: [size, size, 3, 3] }, { seed: 0, step: 0 });
    const found = [filter, tf.matMul(filter, factor), tf.matMul(factor, filter)];
    for (const tensor of found) results.push(Float32Array.from(await tensor.data()));
    for (const tensor of [x, dy, factor, ...found]) tensor.dispose();
  }
  return results;
}

/** Shapes and axes for every form of a fused sum, with sizes that do not fill the texels, and some that are summed in parts. */
const sums: readonly (readonly [readonly number[], readonly number[]])[] = [
  [[5, 3], [1]], [[4, 7], [1]], [[5, 3], [0]], [[3001, 5], [0]], [[5, 3], [0, 1]], [[3, 5, 7], [0, 1, 2]], [[71, 33, 5], [0, 1, 2]], [[2501], [0]],
];
async function sumsOn(backend: BackendName): Promise<ArrayLike<number>[]> {
  await backends[backend].setUp({});
  const b = new Builder();
  const inputs = sums.map(([shape], i) => b.data(`x${i}`, shape));
  const outputs = inputs.map((x, i) => b.sum(b.square(b.sub(x, 0.5)), sums[i]![1]));
  const store = await currentDevice().createStore();
  const executor = store.executor(b.finish());
  const feeds = Object.fromEntries(sums.map(([shape], i) => [`x${i}`, { shape, data: Float32Array.from({ length: sizeOf(shape) }, (_, at) => Math.sin(at)) }]));
  const results = executor.run({ feeds, seed: 1, step: 0, applyUpdates: false, fetch: outputs.map(({ id }) => id) });
  const values = await Promise.all(results.map((result) => result.data()));
  for (const result of results) result.dispose();
  executor.dispose();
  store.dispose();
  return values;
}

/** Each gives what is wrong, nothing where all is well; or throws. */
const checks: Readonly<Record<string, () => Promise<string[]>>> = {
  'derives filters': () => operations(['convFilterGrad']),
  'derives filters of what fills its texels': async () => {
    const expected = await fullTexels('cpu');
    const found = await fullTexels('webgl');
    return found.flatMap((values, i) => (relativeError(values, expected[i]!) <= 1e-4 ? [] : [`result ${i}`]));
  },
  'adds up': async () => {
    const expected = await sumsOn('cpu');
    return (await sumsOn('webgl')).flatMap((values, i) => (relativeError(values, expected[i]!) <= 1e-5 ? [] : [`[${sums[i]![0]}] over ${sums[i]![1]}`]));
  },
  'gathers batches': checkTables,
  'does without a table that has no room': async () => {
    const { gathered, bytes } = await fillGpu();
    return [...(gathered ? ['a batch'] : []), ...(bytes === 0 ? [] : [`${bytes} bytes`])];
  },
  'is fed by rows as by numbers': () => feeds('rows'),
  'is fed by rows of bytes as by numbers': () => feeds('bytes'),
  'takes the steps of a small net': () => steps('patterns'),
  'takes the steps of a noisy net': () => steps('vae'),
};
export const checkNames = Object.keys(checks);
export const runCheck = (name: string): Promise<string[]> => checks[name]!();
