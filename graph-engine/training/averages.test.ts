/** The model as a moving average of the weights that training goes on with. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataTable } from '../data/table';
import type { HourglassDocument } from '../document/types';
import { decayAt } from '../program/optimizers/averages';
import { chooseBackend } from '../runtime/backends/choose';
import { graph, type TrainingChange } from '../testing/build-document';
import { worstDifference } from '../testing/compare-stores';
import { Session, type Snapshot } from './session';
import { Trainer } from './trainer';

const ITEMS = 96;
const table: DataTable = { name: 'waves', shape: [6], range: 'real', count: ITEMS, values: Float32Array.from({ length: ITEMS * 6 }, (_, i) => Math.sin(i * 0.7) * Math.cos(i * 0.13)), scale: 1, labels: null, labelNames: null, factors: null };
const data = { dataset: table };

/** A game with statistics of both players, and a codebook of moving means. */
function model(training: TrainingChange, stages = false): HourglassDocument {
  const built = graph()
    .node('dataset', { source: 'file', fileName: 'waves.npy', shape: [6], scaling: 'as-is' })
    .node('encoder', {}, { layers: [['dense', { units: 4, activation: 'tanh' }], ['batch-norm']] })
    .node('codebook', { size: 5, decay: 0.8 })
    .node('decoder', { output: 'linear' }, { layers: [['dense', { units: 6, activation: 'linear' }]] })
    .node('discriminator', { weight: 0.2 }, { layers: [['dense', { units: 3, activation: 'tanh' }], ['batch-norm']] })
    .node('loss', { kind: 'squared' })
    .wire('dataset.data', 'encoder.in')
    .wire('encoder.out', 'codebook.in')
    .wire('codebook.code', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target')
    .wire('dataset.data', 'discriminator.real')
    .wire('decoder.out', 'discriminator.fake')
    .training({ batchSize: 16, epochs: 3, validationSplit: 0.25, optimizer: { learningRate: 0.01 }, ...training })
    .player('Critic', { updates: 2 });
  return stages ? built.stage('First', { epochs: 3, players: ['autoencoder'], losses: ['loss', 'codebook'] }).stage('Second', { epochs: 2, frozen: ['encoder'] }).done() : built.done();
}
/** Without a game, so that runs end early. */
const plain = (training: TrainingChange): HourglassDocument =>
  graph()
    .node('dataset', { source: 'file', fileName: 'waves.npy', shape: [6], scaling: 'as-is' })
    .node('encoder', {}, { layers: [['dense', { units: 3, activation: 'tanh' }]] })
    .node('decoder', { output: 'linear' }, { layers: [['dense', { units: 6, activation: 'linear' }]] })
    .node('loss')
    .wire('dataset.data', 'encoder.in')
    .wire('encoder.out', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target')
    .training({ batchSize: 16, validationSplit: 0.25, ...training })
    .done();

const hooks = { onMetrics: () => undefined, onProgress: () => undefined, onCheckpoint: async () => undefined };
async function train(session: Session, until = session.totalSteps): Promise<Snapshot> {
  await new Trainer({ session, clock: { now: () => 0, breathe: async () => undefined }, hooks }).run(until, () => false);
  return session.snapshot();
}
async function run(document: HourglassDocument, until?: number, from: Snapshot | null = null): Promise<Snapshot> {
  const session = await Session.open({ document, data });
  if (from) expect((await session.restore(from)).goesOn).toBe(true);
  const snapshot = await train(session, until);
  session.dispose();
  return snapshot;
}
const raw = ({ parameters }: Snapshot): Snapshot['parameters'] => new Map([...parameters].flatMap(([name, value]) => (name.endsWith(':raw') ? [[name.slice(0, -4), value] as const] : [])));
const averages = ({ parameters }: Snapshot): Snapshot['parameters'] => new Map([...parameters].filter(([name]) => parameters.has(`${name}:raw`)));

beforeAll(() => chooseBackend('wasm'));

describe('averaged weights', () => {
  it.each([['one batch', {}], ['two batches', { accumulate: 2 }]] as const)('let training go on as without them, by %s an update, statistics included', async (_, change) => {
    const [without, averaged] = [await run(model(change)), await run(model({ ...change, averageDecay: 0.9 }))];
    const learned = raw(averaged);
    expect(new Set(learned.keys())).toEqual(new Set([...without.parameters.keys()].filter((name) => !name.includes(':') && !name.startsWith('dataset'))));
    expect(worstDifference(learned, without.parameters).difference).toBe(0);
    expect(worstDifference(averages(averaged), without.parameters).difference).toBeGreaterThan(1e-3);
  });
  it('follow the weights of every update by their recurrence', async () => {
    const session = await Session.open({ document: model({ averageDecay: 0.8 }), data });
    const expected = new Map([...averages(await session.snapshot())].map(([name, { data: start }]) => [name, Float64Array.from(start)]));
    for (let step = 0; step < 40; step++) {
      session.only = 'autoencoder';
      session.stepBlind();
      const learned = raw(await session.snapshot());
      const decay = decayAt(0.8, step);
      expect(decay).toBe(Math.min(0.8, (1 + step) / (10 + step)));
      for (const [name, average] of expected) if (!name.startsWith('discriminator')) average.forEach((x, i) => (average[i] = decay * x + (1 - decay) * learned.get(name)!.data[i]!));
    }
    for (const [name, { data: found }] of averages(await session.snapshot())) expected.get(name)!.forEach((x, i) => expect(found[i], name).toBeCloseTo(x, 4));
    session.dispose();
  });
  it('are what the model is judged and looked at with, and what leaves the session under the usual names', async () => {
    const document = model({ averageDecay: 0.95 });
    const session = await Session.open({ document, data });
    const { parameters } = await train(session);
    const other = await Session.open({ document: model({}), data });
    const rows = session.data.validationRows();
    const look = async (one: Session) => [await one.evaluate(), (await one.valuesOf(['decoder.out'], rows))[0]!.values];
    other.restoreWeights(parameters);
    expect(await look(other)).toEqual(await look(session));
    other.restoreWeights(new Map([...parameters, ...raw({ parameters } as Snapshot)]));
    expect(await look(other)).not.toEqual(await look(session));
    for (const one of [session, other]) one.dispose();
  });
  it.each([model({ averageDecay: 0.9, accumulate: 2 }), model({ averageDecay: 0.9, epochs: 6 }, true)])('are the same, bit for bit, where a run is stopped and taken up', async (document) => {
    const whole = await run(document);
    for (const stop of [4, 13]) {
      if (stop >= whole.step) continue;
      const rest = await run(document, undefined, await run(document, stop));
      expect([...rest.parameters.keys()]).toEqual([...whole.parameters.keys()]);
      expect(worstDifference(whole.parameters, rest.parameters).difference).toBe(0);
    }
  });
  it('of one stage are what the next begins with', async () => {
    const document = model({ averageDecay: 0.99 }, true);
    const session = await Session.open({ document, data });
    const first = await train(session, session.stageEnd);
    await session.nextStage();
    const begun = await session.snapshot();
    expect(worstDifference(averages(first), begun.parameters).difference).toBe(0);
    const learned = new Map([...raw(begun)].filter(([name]) => !name.startsWith('encoder/')));
    expect(learned.size).toBeGreaterThan(5);
    expect(worstDifference(learned, begun.parameters).difference).toBe(0);
    // What is frozen stays, and nothing lies beside it that moves.
    const last = await train(session);
    expect(last.parameters.get('encoder/encoder-1/kernel')).toEqual(begun.parameters.get('encoder/encoder-1/kernel'));
    session.dispose();
  });
  it('of other weights, brought or of an edited model, begin as these', async () => {
    const trained = await run(model({ averageDecay: 0.9 }));
    const session = await Session.open({ document: model({ averageDecay: 0.5 }), data });
    expect((await session.restore(trained, { sameModel: false })).goesOn).toBe(false);
    expect(worstDifference(averages(trained), (await session.snapshot()).parameters).difference).toBe(0);
    expect(worstDifference(averages(trained), raw(await session.snapshot())).difference).toBe(0);
    session.dispose();
  });
});

describe('early stopping with averaged weights', () => {
  it('keeps the best of the averages, which are what a run that ended early goes on from', async () => {
    const session = await Session.open({ document: plain({ averageDecay: 0.9, epochs: 1000, patience: 2, optimizer: { learningRate: 0.5 } }), data });
    const { parameters } = await train(session);
    const { record, weights } = session.stopping!.snapshot();
    expect(record.ended).toBe('early');
    expect((await session.evaluate())['loss']).toBeCloseTo(record.best!.loss, 5);
    expect(worstDifference(weights, parameters).difference).toBe(0);
    expect(worstDifference(averages({ parameters } as Snapshot), raw({ parameters } as Snapshot)).difference).toBe(0);
    session.dispose();
  });
  it('goes on after all its steps as if it had not ended', async () => {
    const document = (epochs: number) => plain({ averageDecay: 0.9, epochs, patience: 50, optimizer: { learningRate: 0.02 } });
    const whole = await run(document(60));
    const part = await run(document(41));
    const session = await Session.open({ document: document(60), data });
    await session.restore(part);
    const rest = await train(session);
    expect(rest.stopping).toEqual(whole.stopping);
    expect(worstDifference(whole.parameters, rest.parameters).difference).toBe(0);
    session.dispose();
  });
});
