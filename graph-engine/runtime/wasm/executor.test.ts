/** Every operation on the kernels against plain JavaScript, alone and in programs where operations are fused and updates happen in place. */
import { sizeOf } from '../../document/shape';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrainingSettings } from '../../document/types';
import { Builder } from '../../program/builder';
import { writeTrainingStep } from '../../program/optimizers/write-training-step';
import type { Program } from '../../program/types';
import { Random } from '../../random/random';
import { opCases, type OpCase } from '../../testing/op-cases';
import { backends } from '../backends';
import { relativeError, runProbe } from '../backends/probe';
import { TfStore } from '../tfjs/store';
import { initialise } from '../inits';
import { currentDevice, type Feeds, type ParameterStore } from '../device';
import { spawnThread } from '../node/spawn-thread';
import { bestSimd, loadKernels, startMachine } from './module';
import { WasmStore } from './store';

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
const training: TrainingSettings = {
  epochs: 1, batchSize: 4, seed: 1, validationSplit: 0, optimizer: adam, criticOptimizer: adam, criticSteps: 1,
  schedule: { kind: 'constant', warmupSteps: 0 }, clipNorm: 10,
};

describe('the kernels', () => {
  let store: WasmStore;
  let used = 0;
  beforeAll(async () => {
    await backends.cpu.setUp();
    store = new WasmStore(await startMachine(await loadKernels('plain')));
    used = store.machine.arena.used;
  });
  afterAll(() => {
    store.dispose();
    expect(store.machine.arena.used).toBe(used);
  });

  it.each(opCases.map((one, position) => [one.name, one, position] as const))('%s', async (_, one, position) => {
    const program = programOf(one, position);
    const expected = await valueOn(new TfStore(), program);
    expect(relativeError(await valueOn(store, program), expected)).toBeLessThan(2e-6);
  });

  it('take the same training steps as plain JavaScript', async () => {
    await backends.cpu.setUp();
    const expected = await runProbe();
    await backends.wasm.setUp({});
    const found = await runProbe();
    for (const [name, { data }] of expected) expect(relativeError(found.get(name)!.data, data), name).toBeLessThan(1e-4);
  });
  it('give the same on several threads, and the same again', async () => {
    const size = 160;
    const train = async (threads: number): Promise<Float32Array> => {
      await backends.wasm.setUp({ threads, spawnThread });
      const b = new Builder();
      const [x, w, v] = [b.data('x', [size, size]), ...['w', 'v'].map((name) => b.parameter(name, [size, size], { kind: 'heNormal', fanIn: size, fanOut: size }, { player: 'autoencoder', trainable: true, origin: { node: 'n' } }))];
      const loss = b.mean(b.square(b.sub(b.matMul(b.tanh(b.add(b.matMul(x!, w!), b.randomNormal([size, size]))), v!), x!)));
      writeTrainingStep(b, loss, 'autoencoder', training, 100);
      const program = b.finish();
      const store = (await currentDevice().createStore()) as WasmStore;
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
    expect(relativeError(three, one)).toBeLessThan(1e-4);
    expect(await train(3)).toEqual(three);
  });
  it('refuse a step that needs the old value of a parameter after it was written over', () => {
    const b = new Builder();
    const [v, w] = ['v', 'w'].map((name) => b.parameter(name, [4], { kind: 'zeros' }, { player: 'autoencoder', trainable: true, origin: { node: 'n' } }));
    b.updates.push({ parameter: 'v', value: b.add(v!, 1).id }, { parameter: 'w', value: v!.id });
    for (const name of ['v', 'w']) store.write(name, { shape: [4], data: new Float32Array(4) });
    const executor = store.executor(b.finish());
    expect(() => executor.run({ feeds: {}, seed: 1, step: 0, applyUpdates: true, fetch: [w!.id] })).toThrow('internal: parameters are exchanged within a step');
    executor.dispose();
  });
  it('have a build that runs here', () => {
    expect(['plain', 'relaxed']).toContain(bestSimd());
  });
});
