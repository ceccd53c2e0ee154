/** A run in stages: who learns when, what is copied between, and that a run which was stopped goes on as if it had not been. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataTable } from '../data/table';
import type { HourglassDocument } from '../document/types';
import { chooseBackend } from '../runtime/backends/choose';
import { graph, type GraphBuilder } from '../testing/build-document';
import { Session, type Snapshot } from './session';
import { Trainer } from './trainer';

const ITEMS = 64;
const table: DataTable = { name: 'waves', shape: [6], range: 'real', count: ITEMS, values: Float32Array.from({ length: ITEMS * 6 }, (_, i) => Math.sin(i * 0.7) * Math.cos(i * 0.13)), scale: 1, labels: null, labelNames: null, factors: null };
const data = { dataset: table };
/** 6-3-6 with a second head of its own player. */
function twoHeads(change: (g: GraphBuilder) => GraphBuilder): HourglassDocument {
  const g = graph()
    .player('Head')
    .node('dataset', { source: 'file', fileName: 'waves.npy', shape: [6], scaling: 'as-is' })
    .node('encoder', {}, { layers: [['dense', { units: 3, activation: 'tanh' }]] })
    .node('decoder', { output: 'linear' }, { layers: [['dense', { units: 6, activation: 'linear' }]] })
    .node('loss')
    .node('decoder', { output: 'linear' }, { id: 'head', name: 'Head', player: 'head', layers: [['dense', { units: 6, activation: 'linear' }]] })
    .node('loss', {}, { id: 'other', name: 'Other', player: 'head' })
    .wire('dataset.data', 'encoder.in')
    .wire('encoder.out', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target')
    .wire('encoder.out', 'head.in')
    .wire('head.out', 'other.prediction')
    .wire('dataset.data', 'other.target')
    .training({ batchSize: 16, validationSplit: 0.25, patience: 2, seed: 3 });
  return change(g).done();
}
const inStages = (): HourglassDocument =>
  twoHeads((g) =>
    g
      .stage('First', { epochs: 2, players: ['autoencoder'], losses: ['loss'] })
      .stage('Second', { steps: 7, players: ['head'], copies: [{ from: 'decoder/decoder-1/kernel', to: 'head/head-1/kernel', transposed: false }, { from: 'encoder/encoder-1/kernel', to: 'decoder/decoder-1/kernel', transposed: true }] })
      .stage('Third', { epochs: 1, frozen: ['encoder'] }),
  );
const snapshots: Snapshot[] = [];
async function run(session: Session, until = session.totalSteps, alone = false): Promise<Snapshot> {
  const hooks = { onMetrics: () => undefined, onProgress: () => undefined, onCheckpoint: async () => undefined };
  const trainer = new Trainer({ session, clock: { now: () => 0, breathe: async () => undefined }, hooks });
  const outcome = await trainer.run(until, () => false, alone);
  expect(outcome.kind).toBe('done');
  return session.snapshot();
}
const of = ({ parameters }: Snapshot, name: string): number[] => [...parameters.get(name)!.data];

beforeAll(async () => {
  await chooseBackend('wasm');
});

describe('stages', () => {
  it('let those learn who are named, and make copies when they begin', async () => {
    const session = await Session.open({ document: inStages(), data });
    expect(session.stepsPerEpoch).toBe(3);
    expect([session.totalSteps, session.stretches.map(({ name, from, to }) => [name, from, to])]).toEqual([16, [['First', 0, 6], ['Second', 6, 13], ['Third', 13, 16]]]);
    const [start, first, second, third] = [await session.snapshot(), await run(session, 6), await run(session, 13), await run(session)];
    snapshots.push(third);
    const changed = (a: Snapshot, b: Snapshot): string[] => [...a.parameters.keys()].filter((name) => !name.includes(':') && of(a, name).join() !== of(b, name).join()).map((name) => name.split('/')[0]!);
    expect(new Set(changed(start, first))).toEqual(new Set(['encoder', 'decoder']));
    // The Decoder is written by a copy: the kernel of the Encoder, on its side.
    expect(new Set(changed(first, second))).toEqual(new Set(['head', 'decoder']));
    const kernel = of(first, 'encoder/encoder-1/kernel');
    expect(of(second, 'decoder/decoder-1/kernel')).toEqual(Array.from({ length: 18 }, (_, i) => kernel[(i % 6) * 3 + Math.floor(i / 6)]));
    expect(new Set(changed(second, third))).toEqual(new Set(['head', 'decoder']));
    expect(session.isFinished).toBe(true);
    session.dispose();
  });
  it.each([2, 6, 9, 13, 14])('stopped after %i steps and taken up, they come to the same weights', async (stop) => {
    const session = await Session.open({ document: inStages(), data });
    const saved = await run(session, stop);
    session.dispose();
    const again = await Session.open({ document: inStages(), data });
    expect(await again.restore(saved)).toMatchObject({ goesOn: true });
    const whole = await run(again);
    again.dispose();
    for (const [name, { data: expected }] of snapshots[0]!.parameters) expect([...whole.parameters.get(name)!.data], name).toEqual([...expected]);
  });
  it('end early one by one, with the best weights of each, and the run is as much shorter', async () => {
    const document = twoHeads((g) => g.player('Autoencoder', { optimizer: { learningRate: 0.1 } }).stage('Long', { epochs: 400, players: ['autoencoder'] }).stage('Short', { epochs: 1, players: ['head'] }));
    const session = await Session.open({ document, data });
    await run(session);
    const [long, short] = session.stretches;
    expect(long!.to).toBeLessThan(1200);
    expect([short!.from, short!.to, session.step]).toEqual([long!.to, long!.to + 3, session.totalSteps]);
    session.dispose();
  });
  it('end early alone too, without a step of the next', async () => {
    const document = twoHeads((g) => g.player('Autoencoder', { optimizer: { learningRate: 0.1 } }).stage('Long', { epochs: 400, players: ['autoencoder'] }).stage('Short', { epochs: 1, players: ['head'] }));
    const session = await Session.open({ document, data });
    const before = of(await session.snapshot(), 'head/head-1/kernel');
    await session.goToStage('long');
    const after = await run(session, session.stageEnd, true);
    expect(session.step).toBeLessThan(1200);
    expect([session.isStageOver, session.hasNextStage, of(after, 'head/head-1/kernel')]).toEqual([true, true, before]);
    session.dispose();
  });
  it('of another list begin a new run with the weights', async () => {
    const session = await Session.open({ document: twoHeads((g) => g.stage('Other', { epochs: 1 })), data });
    expect(await session.restore(snapshots[0]!)).toMatchObject({ goesOn: false, fresh: [] });
    session.dispose();
  });
  it.each([
    ['encoder/none', false, 'copies the weights “Encoder/none”, which are not there'],
    ['encoder/encoder-1/kernel', false, 'expected [3, 6], found [6, 3]'],
    ['encoder/encoder-1/bias', true, 'only a matrix'],
  ])('say which copy of %s cannot be made', async (from, transposed, message) => {
    const document = twoHeads((g) => g.stage('Copy', { copies: [{ from, to: 'decoder/decoder-1/kernel', transposed }] }));
    await expect(Session.open({ document, data })).rejects.toThrow(message);
  });
});
