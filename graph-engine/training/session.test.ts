import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { GraphNode, HourglassDocument, NodeMode } from '../document/types';
import { chooseBackend } from '../runtime/backends/choose';
import type { WasmStore } from '../runtime/wasm/store';
import { worstDifference } from '../testing/compare-stores';
import { graph, type LayerLine } from '../testing/build-document';
import { generatedData } from '../testing/template-data';
import { evaluateModel } from './evaluate';
import type { Checkpoint } from './checkpoints';
import { checkpointOf, type OpenRequest } from './open-model';
import { ModelError } from './model-error';
import { Session } from './session';
import { Trainer, type TrainerOptions } from './trainer';

interface OpenedModel {
  readonly checkpoint: Checkpoint;
}

const small = (change: (g: ReturnType<typeof graph>) => ReturnType<typeof graph> = (g) => g): HourglassDocument =>
  change(
    graph()
      .node('dataset', { source: 'patterns' })
      .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 8, activation: 'tanh' }], ['batch-norm']] })
      .node('bottleneck', { kind: 'gaussian', size: 2 })
      .node('decoder', { output: 'logits' }, { layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
      .node('loss', { kind: 'binary-cross-entropy' })
      .wireAutoencoder()
      .training({ batchSize: 16, epochs: 4, optimizer: { learningRate: 0.01 } }),
  ).done();

const open = async (document = small(), count = 96): Promise<Session> => Session.open({ document, data: await generatedData(document, count) });

const trainer = (session: Session, hooks: Partial<TrainerOptions['hooks']> = {}): Trainer =>
  new Trainer({
    session,
    clock: { now: () => performance.now(), breathe: () => new Promise((resolve) => setImmediate(resolve)) },
    hooks: { onMetrics: () => {}, onProgress: () => {}, onCheckpoint: async () => {}, ...hooks },
  });

beforeAll(async () => void (await chooseBackend('wasm')));

describe('nodes that take no part', () => {
  const drawn = (mode: NodeMode): HourglassDocument =>
    graph()
      .node('dataset', { source: 'patterns' })
      .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 8 }]] })
      .node('encoder', {}, { id: 'extra', layers: [['dense', { units: 8 }]], mode })
      .node('bottleneck', { kind: 'vector', size: 2 })
      .node('decoder', { output: 'sigmoid' }, { layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
      .node('loss', { kind: 'squared' })
      .wire('dataset.data', 'encoder.in')
      .wire('encoder.out', 'extra.in')
      .wire('extra.out', 'bottleneck.in')
      .wire('bottleneck.code', 'decoder.in')
      .wire('decoder.out', 'loss.prediction')
      .wire('dataset.data', 'loss.target')
      .training({ batchSize: 16, epochs: 4 })
      .done();
  const taken = async (mode: NodeMode, from?: OpenedModel): Promise<OpenedModel> => {
    const document = drawn(mode);
    const session = await open(document);
    if (from) await session.restore(from.checkpoint.snapshot, { sameModel: false });
    for (let step = 0; step < 3; step++) session.stepBlind();
    const checkpoint = checkpointOf({ request: { document } as OpenRequest, session, run: 'run', data: '' }, await session.snapshot());
    session.dispose();
    return { checkpoint };
  };
  it('are not trained, and their weights are kept for when they are again', async () => {
    const first = await taken('active');
    const names = [...first.checkpoint.snapshot.parameters.keys()].filter((name) => name.startsWith('extra/') && !name.includes(':'));
    expect(names).toHaveLength(2);
    const between = await taken('bypassed', first);
    for (const name of names) expect(between.checkpoint.snapshot.parameters.get(name), name).toEqual(first.checkpoint.snapshot.parameters.get(name));
    expect(between.checkpoint.fingerprint).not.toBe(first.checkpoint.fingerprint);
    const again = await open(drawn('active'));
    expect((await again.restore(between.checkpoint.snapshot, { sameModel: false })).fresh).toEqual([]);
    again.dispose();
  });
});

describe('a session', () => {
  it('gives the same run for the same seed, and another for another', async () => {
    const runs = [];
    for (const seed of [1, 1, 2]) {
      const session = await Session.open({ document: small(), data: await generatedData(small(), 96), seed });
      for (let step = 0; step < 20; step++) session.stepBlind();
      runs.push((await session.snapshot()).parameters);
      session.dispose();
    }
    expect(worstDifference(runs[0]!, runs[1]!).difference).toBe(0);
    expect(worstDifference(runs[0]!, runs[2]!).difference).toBeGreaterThan(0.01);
  });

  it('holds as many tensors after 200 steps as after 10, and none after its end', async () => {
    await chooseBackend('tfjs-wasm');
    const before = tf.memory().numTensors;
    const session = await open();
    for (let step = 0; step < 10; step++) session.stepBlind();
    const early = tf.memory().numTensors;
    for (let step = 10; step < 200; step++) session.stepBlind();
    expect(tf.memory().numTensors).toBe(early);
    await session.evaluate();
    session.dispose();
    expect(tf.memory().numTensors).toBe(before);
    await chooseBackend('wasm');
  });

  it('holds as much memory after 10,000 steps as after 10', async () => {
    const session = await open();
    const { arena } = (session.store as WasmStore).machine;
    for (let step = 0; step < 10; step++) session.stepBlind();
    const early = [arena.used, arena.memory.buffer.byteLength];
    for (let step = 10; step < 10_000; step++) session.stepBlind();
    expect([arena.used, arena.memory.buffer.byteLength]).toEqual(early);
    session.dispose();
  });

  it('holds a bounded number of programs for views, and gives the same values when one is made anew', async () => {
    const session = await open();
    const { arena } = (session.store as WasmStore).machine;
    const code = (count: number) => session.values(['encoder.out'], { dataset: new Float32Array(9 * count).fill(0.5) }, count);
    const before = arena.used;
    const [first] = await code(1);
    for (let count = 2; count <= 12; count++) await code(count);
    const twelve = arena.used - before;
    for (let count = 13; count <= 24; count++) await code(count);
    // The later ones are larger; were all kept, it would be thrice as much.
    expect(arena.used - before).toBeLessThan(2.3 * twelve);
    expect((await code(1))[0]!.values).toEqual(first!.values);
    session.dispose();
  });

  it('goes on from a snapshot as if it had never stopped', async () => {
    const straight = await open();
    for (let step = 0; step < 12; step++) straight.stepBlind();
    const halfway = await open();
    for (let step = 0; step < 6; step++) halfway.stepBlind();
    const resumed = await open();
    await resumed.restore(await halfway.snapshot());
    for (let step = 6; step < 12; step++) resumed.stepBlind();
    expect(worstDifference((await straight.snapshot()).parameters, (await resumed.snapshot()).parameters).difference).toBe(0);
    for (const session of [straight, halfway, resumed]) session.dispose();
  });

  it('does not train what is frozen', async () => {
    const document = small();
    const session = await open({ ...document, nodes: { ...document.nodes, encoder: { ...document.nodes['encoder']!, frozen: true } } });
    const before = (await session.snapshot()).parameters;
    for (let step = 0; step < 5; step++) session.stepBlind();
    const after = (await session.snapshot()).parameters;
    const changed = [...before.keys()].filter((name) => !name.includes(':') && before.get(name)!.data.some((x, i) => x !== after.get(name)!.data[i]));
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.filter((name) => name.startsWith('encoder/'))).toEqual([]);
    session.dispose();
  });

  it('refuses a document with errors, missing data and data of another shape in the words of the user', async () => {
    const document = small();
    const { [`wire-3`]: _cut, ...wires } = document.wires;
    await expect(open({ ...document, wires })).rejects.toThrow(ModelError);
    await expect(Session.open({ document, data: {} })).rejects.toThrow(/has no data/);
    const digits = small((g) => g.node('dataset', { source: 'digits' }));
    await expect(Session.open({ document, data: { dataset: (await generatedData(digits, 10))['dataset2']! } })).rejects.toThrow(/expects items of \[3, 3, 1\]/);
  });

  it('keeps the weights that fit by name and shape when the model has grown, tells those that start fresh, and begins a new run', async () => {
    const trained = await open();
    for (let step = 0; step < 6; step++) trained.stepBlind();
    const saved = await trained.snapshot();
    const { nodes, ...rest } = small();
    const { encoder } = nodes as { encoder: GraphNode };
    const grown = await open({ ...rest, nodes: { ...nodes, encoder: { ...encoder, layers: { ...encoder.layers, more: { id: 'more', kind: 'dense', order: 9, params: { units: 8 } } } } } });
    const before = (await grown.snapshot()).parameters;
    const { goesOn, kept, fresh } = await grown.restore(saved);
    const after = (await grown.snapshot()).parameters;
    expect(goesOn).toBe(false);
    expect(fresh).toEqual(['kernel of Dense (layer 4) in Encoder', 'bias of Dense (layer 4) in Encoder']);
    expect(kept).toBe(trained.store.names().filter((name) => !name.includes(':')).length);
    for (const [name, { data }] of after) expect(data, name).toEqual((name.includes(':') || name.includes('/more/') ? before : saved.parameters).get(name)!.data);
    expect(grown.step).toBe(0);
    for (const session of [trained, grown]) session.dispose();
  });
  it('tells the sum of the terms apart from a term that is called as it is', async () => {
    const named = small();
    const session = await open({ ...named, nodes: { ...named.nodes, loss: { ...named.nodes['loss']!, name: 'loss' } } });
    const { loss, kl, ...others } = await session.evaluate();
    expect(Object.keys(others)).toHaveLength(1);
    expect(loss).toBeCloseTo(kl! + Object.values(others)[0]!, 4);
    session.dispose();
  });
  it('starts a codebook anew from what the kept weights give', async () => {
    const quantised = (layers: readonly LayerLine[], size: number): HourglassDocument =>
      graph()
        .node('dataset', { source: 'patterns' })
        .node('encoder', {}, { layers: [['flatten'], ...layers] })
        .node('codebook', { size })
        .node('decoder', { output: 'sigmoid' }, { layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
        .node('loss', { kind: 'squared' })
        .wireAutoencoder('codebook')
        .training({ batchSize: 16, epochs: 4, optimizer: { learningRate: 0.05 } })
        .done();
    const trained = await open(quantised([['dense', { units: 2, activation: 'linear' }]], 4));
    for (let step = 0; step < 20; step++) trained.stepBlind();
    const larger = await open(quantised([['dense', { units: 2, activation: 'linear' }]], 6));
    const atRandom = (await larger.snapshot()).parameters.get('codebook/codebook')!.data;
    const { fresh } = await larger.restore(await trained.snapshot());
    expect(fresh.filter((label) => !label.includes('Codebook'))).toEqual([]);
    expect((await larger.snapshot()).parameters.get('codebook/codebook')!.data).not.toEqual(atRandom);
    for (const session of [trained, larger]) session.dispose();
  });
  it('begins a new run with the weights where the optimiser is another, or the model computes something else', async () => {
    const trained = await open();
    for (let step = 0; step < 3; step++) trained.stepBlind();
    const saved = await trained.snapshot();
    const other = await open(small((g) => g.training({ optimizer: { kind: 'sgd', momentum: 0.9 } })));
    expect(await other.restore(saved)).toMatchObject({ goesOn: false, fresh: [] });
    const same = await open();
    expect(await same.restore(saved, { sameModel: false })).toMatchObject({ goesOn: false, fresh: [] });
    expect([other.step, same.step]).toEqual([0, 0]);
    for (const [name, { data }] of (await same.snapshot()).parameters) if (name.includes(':')) expect(data.every((x) => x === 0)).toBe(true);
    for (const session of [trained, other, same]) session.dispose();
  });

  it('evaluates the whole set, whatever the batch', async () => {
    const sums = [];
    for (const batchSize of [16, 96, 7]) {
      const session = await open(small((g) => g.training({ batchSize, validationSplit: 0 })));
      sums.push((await evaluateModel(session)).sumOfSquaredErrorsPerSample!);
      session.dispose();
    }
    expect(sums[1]! / sums[0]!).toBeCloseTo(1, 5);
    expect(sums[2]! / sums[0]!).toBeCloseTo(1, 5);
  });
});

describe('a trainer', () => {
  it('reports each step once, validates at the end of an epoch, and keeps a checkpoint', async () => {
    const session = await open();
    const rows: { step: number; set: string }[] = [];
    const checkpoints: number[] = [];
    const outcome = await trainer(session, { onMetrics: (more) => rows.push(...more), onCheckpoint: async ({ step }) => void checkpoints.push(step) }).run(session.totalSteps, () => false);
    expect(outcome.kind).toBe('done');
    expect(rows.filter((row) => row.set === 'train').map((row) => row.step)).toEqual(Array.from({ length: session.totalSteps }, (_, i) => i));
    expect(rows.filter((row) => row.set === 'validation')).toHaveLength(4);
    expect(checkpoints.at(-1)).toBe(session.totalSteps);
    session.dispose();
  });

  it('stops at a value that is not finite, names the node, and keeps the last good weights', async () => {
    const session = await open(small((g) => g.training({ optimizer: { kind: 'sgd', learningRate: 1e30, momentum: 0 } })));
    const outcome = await trainer(session).run(session.totalSteps, () => false);
    expect(outcome.kind).toBe('not-finite');
    expect(outcome.kind === 'not-finite' && session.document.nodes[outcome.diagnostic.at.node!]).toBeTruthy();
    const { parameters } = await session.snapshot();
    for (const { data } of parameters.values()) expect(data.every(Number.isFinite)).toBe(true);
    session.dispose();
  });

  it('works an eighth of the time while it is calm, can be stopped then, and takes the same steps', async () => {
    const runs: { losses: number[]; rests: number[]; time: number }[] = [];
    for (const calm of [false, true]) {
      const session = await open(small((g) => g.training({ epochs: 100_000 })));
      const losses: number[] = [];
      const rests: number[] = [];
      // Time goes on by a millisecond whenever it is asked for, and by each rest, which nobody waits for.
      let time = 0;
      const setTimeout = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((then: () => void, ms: number) => {
        rests.push(ms);
        time += ms;
        queueMicrotask(then);
      }) as typeof globalThis.setTimeout);
      const made = new Trainer({
        session,
        clock: { now: () => time++, breathe: () => new Promise((resolve) => setImmediate(resolve)) },
        hooks: { onMetrics: (rows) => losses.push(...rows.flatMap(({ set, values }) => (set === 'train' ? [values['loss']!] : []))), onProgress: () => {}, onCheckpoint: async () => {} },
      });
      if (calm) made.calm(1e9);
      await made.run(session.totalSteps, () => time > 20_000);
      setTimeout.mockRestore();
      runs.push({ losses, rests, time });
      session.dispose();
    }
    const [plain, calm] = runs as [(typeof runs)[number], (typeof runs)[number]];
    expect(plain.rests).toEqual([]);
    const rested = calm.rests.reduce((sum, ms) => sum + ms, 0) / calm.time;
    expect(rested).toBeGreaterThan(0.8);
    expect(rested).toBeLessThan(0.9);
    // Between two of them it can be stopped.
    expect(Math.max(...calm.rests)).toBeLessThanOrEqual(120);
    const both = Math.min(plain.losses.length, calm.losses.length);
    expect(both).toBeGreaterThan(0);
    expect(calm.losses.slice(0, both)).toEqual(plain.losses.slice(0, both));
  });
});
