/** Every operation on the kernels against plain JavaScript, alone and in programs where operations are fused and updates happen in place. */
import { sizeOf } from '../../document/shape';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Builder } from '../../program/builder';
import { writeTrainingStep, type StepSettings } from '../../program/optimizers/write-training-step';
import type { Program } from '../../program/types';
import { Random } from '../../random/random';
import { opCases, type OpCase } from '../../testing/op-cases';
import { backends } from '../backends';
import { relativeError, runProbe } from '../backends/probe';
import { TfStore } from '../tfjs/store';
import { initialise } from '../inits';
import { useDevice, type Feeds, type ParameterStore } from '../device';
import { bestSimd } from './module';
import type { WasmStore } from './store';
import { deviceOn, everyBuild, storeOn } from './testing/builds.node';

function programOf({ kind, inputs, attrs }: OpCase, position: number): { program: Program; feeds: Feeds; fetch: number[] } {
  const b = new Builder();
  const random = new Random(position, 1);
  const feeds: Record<string, Feeds[string]> = {};
  const operands = inputs.map(({ shape, dtype, low, high }, i) => {
    const whole = dtype === 'int32' || kind === 'equal';
    feeds[`x${i}`] = { shape, data: Float32Array.from({ length: sizeOf(shape) }, () => (whole ? random.integer(high) : random.uniform(low, high))) };
    const x = b.data(`x${i}`, shape);
    return dtype === 'int32' ? b.toInt(x) : x;
  });
  const output = b.emit(kind, operands, attrs);
  return { program: b.finish(), feeds, fetch: [output.id] };
}
async function valueOn(store: ParameterStore, { program, feeds, fetch }: ReturnType<typeof programOf>): Promise<ArrayLike<number>> {
  const executor = store.executor(program);
  const [result] = executor.run({ feeds, seed: 3, step: 5, applyUpdates: false, fetch });
  const values = Float64Array.from(await result!.data());
  result!.dispose();
  executor.dispose();
  return values;
}

const adam = { kind: 'adam', learningRate: 0.001, momentum: 0, weightDecay: 0, beta1: 0.9, beta2: 0.99, epsilon: 1e-3 } as const;
const training: StepSettings = { optimizer: adam, schedule: { kind: 'constant', warmupSteps: 0 }, clipNorm: 10 };

const options = { player: 'autoencoder', trainable: true, origin: { node: 'n' } } as const;
const reference = new Map<OpCase, Promise<ArrayLike<number>>>();

describe.each(everyBuild)('the kernels, $name', (build) => {
  let store: WasmStore;
  let used = 0;
  beforeAll(async () => {
    await backends.cpu.setUp();
    store = await storeOn(build);
    used = store.machine.arena.used;
  });
  afterAll(() => {
    store.dispose();
    expect(store.machine.arena.used).toBe(used);
  });

  it.each(opCases.map((one, position) => [one.name, one, position] as const))('%s', async (_, one, position) => {
    const program = programOf(one, position);
    if (!reference.has(one)) reference.set(one, valueOn(new TfStore(), program));
    expect(relativeError(await valueOn(store, program), await reference.get(one)!)).toBeLessThan(2e-6);
  });

  it('take the same training steps as plain JavaScript', async () => {
    await backends.cpu.setUp();
    const expected = await runProbe();
    useDevice(await deviceOn(build));
    const found = await runProbe();
    for (const [name, { data }] of expected) expect(relativeError(found.get(name)!.data, data), name).toBeLessThan(1e-4);
  });
  it('forgets moments that are too small to be normal numbers, and no others', async () => {
    const b = new Builder();
    const w = b.parameter('w', [70], { kind: 'zeros' }, options);
    writeTrainingStep(b, b.mean(b.square(b.mul(b.data('x', [70]), w))), 'autoencoder', training, 100);
    const program = b.finish();
    const own = await storeOn(build);
    await initialise(own, program, 1);
    const moments = Float32Array.from({ length: 70 }, (_, i) => (i % 2 ? 1e-39 : 1e-30) * (i % 3 ? 1 : -1));
    own.write('w:m', { shape: [70], data: moments });
    const executor = own.executor(program);
    executor.run({ feeds: { x: { shape: [70], data: new Float32Array(70) } }, seed: 1, step: 0, applyUpdates: true, fetch: [] });
    const found = await own.readOne('w:m');
    expect(relativeError(found.map((m) => 1e30 * m), moments.map((m, i) => (i % 2 ? 0 : 0.9e30 * m)))).toBeLessThan(1e-6);
    expect([...found].filter((m) => m !== 0)).toHaveLength(35);
    executor.dispose();
    own.dispose();
  });
  it('keep what is read at the end, wherever it was computed', async () => {
    const b = new Builder();
    const w = b.parameter('w', [40, 50], { kind: 'glorotUniform', fanIn: 40, fanOut: 50 }, options);
    const x = b.data('x', [9, 40]);
    const loss = b.mean(b.square(b.sub(b.sigmoid(b.matMul(x, w)), 0.3)));
    writeTrainingStep(b, loss, 'autoencoder', training, 100);
    const program = b.finish();
    const feeds = { x: { shape: [9, 40], data: Float32Array.from({ length: 360 }, (_, i) => Math.sin(i)) } };
    const all = program.ops.map(({ output }) => output);
    // All of them, and each by itself, when the others are fused.
    const fetches = [all, ...all.map((id) => [id])];
    const valuesOf = async (on: ParameterStore): Promise<ArrayLike<number>[][]> => {
      await initialise(on, program, 1);
      const start = on.copy();
      const executor = on.executor(program);
      const values = fetches.map(async (fetch) => {
        const results = executor.run({ feeds, seed: 1, step: 0, applyUpdates: true, fetch });
        start.restore();
        return Promise.all(results.map((result) => result.data()));
      });
      return Promise.all(values);
    };
    const own = await storeOn(build);
    const [found, expected] = [await valuesOf(own), await valuesOf(new TfStore())];
    own.dispose();
    fetches.forEach((fetch, i) => fetch.forEach((id, j) => expect(relativeError(found[i]![j]!, expected[i]![j]!), program.ops[all.indexOf(id)]!.kind).toBeLessThan(1e-4)));
  });
  it('read a parameter to the end of a step, and replace it then', async () => {
    const b = new Builder();
    const v = b.parameter('v', [3], { kind: 'zeros' }, options);
    const next = b.mul(v, 3);
    b.updates.push({ parameter: 'v', value: next.id });
    const before = b.softmax(next);
    const later = b.softmax(b.mul(b.data('x', [3]), v));
    const own = await storeOn(build);
    own.write('v', { shape: [3], data: Float32Array.of(1, 2, 3) });
    const executor = own.executor(b.finish());
    const [, result] = executor.run({ feeds: { x: { shape: [3], data: new Float32Array(3).fill(Math.LN2) } }, seed: 1, step: 0, applyUpdates: true, fetch: [before.id, later.id] });
    expect(relativeError(await result!.data(), [1 / 7, 2 / 7, 4 / 7])).toBeLessThan(1e-6);
    expect([...(await own.readOne('v'))]).toEqual([3, 6, 9]);
    executor.dispose();
    own.dispose();
  });
});

describe('the executor on the kernels', () => {
  let store: WasmStore;
  beforeAll(async () => {
    store = await storeOn(everyBuild[0]!);
  });
  afterAll(() => store.dispose());

  it('goes back to a copy of the weights', async () => {
    const own = await storeOn(everyBuild[0]!);
    own.write('v', { shape: [2], data: Float32Array.of(1, 2) });
    const copy = own.copy();
    own.write('v', { shape: [2], data: Float32Array.of(3, 4) });
    copy.restore();
    expect([...(await own.readOne('v'))]).toEqual([1, 2]);
    own.dispose();
  });
  it.each(['plain', 'relaxed'] as const)('gives the same numbers on several threads, and the same again, %s SIMD', async (simd) => {
    const size = 160;
    const train = async (threads: number): Promise<Float32Array> => {
      const b = new Builder();
      const [x, w, v] = [b.data('x', [size, size]), ...['w', 'v'].map((name) => b.parameter(name, [size, size], { kind: 'heNormal', fanIn: size, fanOut: size }, { player: 'autoencoder', trainable: true, origin: { node: 'n' } }))];
      const loss = b.mean(b.square(b.sub(b.matMul(b.tanh(b.add(b.matMul(x!, w!), b.randomNormal([size, size]))), v!), x!)));
      writeTrainingStep(b, loss, 'autoencoder', training, 100);
      const program = b.finish();
      const store = await storeOn({ simd, threads });
      expect(store.machine.parts).toBe(threads);
      await initialise(store, program, 1);
      const executor = store.executor(program);
      const data = Float32Array.from({ length: size * size }, (_, i) => Math.sin(i));
      for (let step = 0; step < 20; step++) executor.run({ feeds: { x: { data, shape: [size, size] } }, seed: 1, step, applyUpdates: true, fetch: [loss.id] });
      const weights = await store.readOne('w');
      store.dispose();
      return weights;
    };
    const [one, three] = [await train(1), await train(3)];
    expect(three).toEqual(one);
    expect(await train(3)).toEqual(three);
  });
  it('refuses a step that needs the old value of a parameter after it was written over', () => {
    const b = new Builder();
    const [v, w] = ['v', 'w'].map((name) => b.parameter(name, [4], { kind: 'zeros' }, { player: 'autoencoder', trainable: true, origin: { node: 'n' } }));
    b.updates.push({ parameter: 'v', value: b.add(v!, 1).id }, { parameter: 'w', value: v!.id });
    for (const name of ['v', 'w']) store.write(name, { shape: [4], data: new Float32Array(4) });
    const executor = store.executor(b.finish());
    expect(() => executor.run({ feeds: {}, seed: 1, step: 0, applyUpdates: true, fetch: [w!.id] })).toThrow('internal: parameters are exchanged within a step');
    executor.dispose();
  });
  it('has a build that runs here', () => {
    expect(['plain', 'relaxed']).toContain(bestSimd());
  });
});
