import { beforeAll, describe, expect, it } from 'vitest';
import type { HourglassDocument } from '../document/types';
import { chooseBackend } from '../runtime/backends/choose';
import { worstDifference } from '../testing/compare-stores';
import { graph, type TrainingChange } from '../testing/build-document';
import { generatedData } from '../testing/template-data';
import { chosenWeights, keptBeside } from './best-or-last';
import { EarlyStopping } from './early-stopping';
import { plainWeights, readPlain } from './plain-weights';
import type { Metrics, Progress } from './protocol';
import { Session } from './session';
import { Trainer } from './trainer';

const weights = (value: number) => async () => new Map([['w', { shape: [1], data: Float32Array.of(value) }], ['w:m', { shape: [1], data: Float32Array.of(9) }]]);

describe('early stopping', () => {
  it('ends after as many checks without a new best as its patience, and gives the best weights without the state of the optimiser', async () => {
    const stopping = new EarlyStopping({ patience: 2, minSteps: 0, settledAt: 0 });
    for (const [i, loss] of [5, 3, 4, 3.5].entries()) {
      expect(stopping.isOver(100 * i)).toBe(false);
      await stopping.check(100 * (i + 1), loss, weights(i));
    }
    expect(stopping.isOver(400)).toBe(true);
    expect([...(await stopping.end('early', weights(7)))!]).toEqual([['w', { shape: [1], data: Float32Array.of(1) }]]);
    expect(stopping.record).toEqual({ checkedAt: 400, sinceBest: 2, best: { step: 200, loss: 3 }, ended: 'early' });
  });
  it('never ends a run before its least steps', async () => {
    const stopping = new EarlyStopping({ patience: 1, minSteps: 1000, settledAt: 0 });
    for (const step of [100, 200, 300]) await stopping.check(step, step, weights(step));
    expect([stopping.isOver(300), stopping.isOver(1000)]).toEqual([false, true]);
  });
  it('checks 100 steps apart, the end of the run in any case, and nothing while a schedule still moves the loss', async () => {
    const stopping = new EarlyStopping({ patience: 3, minSteps: 0, settledAt: 250 });
    expect([100, 240].map((step) => stopping.isCheck(step, false))).toEqual([false, false]);
    expect(stopping.isCheck(249, true)).toBe(false);
    expect(stopping.isCheck(252, false)).toBe(true);
    await stopping.check(252, 1, weights(0));
    expect([stopping.isCheck(351, false), stopping.isCheck(351, true), stopping.isCheck(352, false)]).toEqual([false, true, true]);
  });
  it('goes on after all steps as if there had been no end, and no check that only the end asked for', async () => {
    const whole = new EarlyStopping({ patience: 5, minSteps: 0, settledAt: 0 });
    const parts = new EarlyStopping({ patience: 5, minSteps: 0, settledAt: 0 });
    for (const stopping of [whole, parts]) for (const [step, loss] of [[100, 3], [200, 4]] as const) await stopping.check(step, loss, weights(step));
    // At step 250 the run ends: its loss is looked at, and is the best.
    await parts.check(250, 1, weights(250));
    expect([...(await parts.end('complete', weights(251)))!]).toEqual([['w', { shape: [1], data: Float32Array.of(250) }]]);
    const again = new EarlyStopping({ patience: 5, minSteps: 0, settledAt: 0 });
    again.restore(parts.snapshot());
    expect([...again.goOn()!]).toEqual([['w', { shape: [1], data: Float32Array.of(251) }]]);
    expect(again.snapshot()).toEqual(whole.snapshot());
  });
  it('without a patience keeps the best weights, ends nothing, and goes on after all steps as if there had been no end', async () => {
    const whole = new EarlyStopping({ patience: 0, minSteps: 0, settledAt: 0 });
    const parts = new EarlyStopping({ patience: 0, minSteps: 0, settledAt: 0 });
    for (const stopping of [whole, parts]) for (const [step, loss] of [[100, 3], [200, 4], [300, 5]] as const) await stopping.check(step, loss, weights(step));
    expect(whole.isOver(1e6)).toBe(false);
    await parts.check(350, 1, weights(350));
    expect([await parts.end('complete', weights(351)), parts.record.ended, parts.record.best]).toEqual([null, null, { step: 350, loss: 1 }]);
    expect(parts.snapshot().weights.get('w')!.data).toEqual(Float32Array.of(350));
    const again = new EarlyStopping({ patience: 0, minSteps: 0, settledAt: 0 });
    again.restore(parts.snapshot());
    expect([again.goOn(), again.snapshot()]).toEqual([null, whole.snapshot()]);
  });
  it('holds the numbers of the best once where they are the present ones', async () => {
    const stopping = new EarlyStopping({ patience: 0, minSteps: 0, settledAt: 0 });
    await stopping.check(100, 1, weights(1));
    const parameters = await weights(1)();
    expect(stopping.snapshot({ step: 100, parameters }).weights.get('w')!.data).toBe(parameters.get('w')!.data);
    expect(stopping.snapshot({ step: 101, parameters }).weights.get('w')!.data).not.toBe(parameters.get('w')!.data);
  });
  it('takes a loss that is not finite for no best', async () => {
    const stopping = new EarlyStopping({ patience: 1, minSteps: 0, settledAt: 0 });
    await stopping.check(1, Number.NaN, weights(0));
    expect(stopping.record.best).toBeNull();
    expect([stopping.isOver(1), await stopping.end('complete', weights(7))]).toEqual([false, null]);
  });
});

const model = (training: TrainingChange, critic = false): HourglassDocument => {
  const g = graph()
    .node('dataset', { source: 'patterns' })
    .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 8, activation: 'tanh' }]] })
    .node('bottleneck', { kind: 'gaussian', size: 2, warmupSteps: 12 })
    .node('decoder', { output: 'logits' }, { layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
    .node('loss', { kind: 'binary-cross-entropy' })
    .wireAutoencoder();
  if (critic) {
    g.node('prior', { distribution: 'normal', size: 2 })
      .node('discriminator', {}, { layers: [['dense', { units: 4 }]] })
      .wire('prior.sample', 'discriminator.real')
      .wire('bottleneck.code', 'discriminator.fake');
  }
  return g.training({ batchSize: 16, epochs: 1, ...training }).done();
};
const open = async (document: HourglassDocument, count = 60): Promise<Session> => Session.open({ document, data: await generatedData(document, count) });
interface Seen {
  readonly rows: Metrics[];
  last: Progress | null;
}
const trainer = (session: Session, seen: Seen = { rows: [], last: null }): Trainer =>
  new Trainer({
    session,
    clock: { now: () => 0, breathe: async () => {} },
    hooks: { onMetrics: (rows) => void seen.rows.push(...rows), onProgress: (progress) => void (seen.last = progress), onCheckpoint: async () => {} },
  });

describe('the length of a run', () => {
  beforeAll(async () => void (await chooseBackend('wasm')));

  it('is at least the least steps, whatever the size of the set, and validates at its end', async () => {
    const session = await open(model({ minSteps: 50, epochs: 2 }));
    expect([session.stepsPerEpoch, session.totalSteps, session.epochs]).toEqual([3, 50, 17]);
    const seen: Seen = { rows: [], last: null };
    expect(await trainer(session, seen).run(session.totalSteps, () => false)).toEqual({ kind: 'done' });
    expect(session.step).toBe(50);
    expect(seen.last).toMatchObject({ step: 50, steps: 50, epochs: 17, kept: null });
    expect(seen.rows.filter(({ set }) => set === 'validation').at(-1)).toMatchObject({ step: 49, epoch: 16 });
    session.dispose();
  });
  it('is that of the epochs where these are longer', async () => {
    const session = await open(model({ minSteps: 5, epochs: 4 }));
    expect([session.totalSteps, session.epochs]).toEqual([12, 4]);
    session.dispose();
  });
  it('ends early with the best weights, which are said and not trained further when the run goes on from a snapshot', async () => {
    // A rate at which the loss leaps: the best is soon past.
    const document = model({ epochs: 1000, patience: 2, validationSplit: 0.3, optimizer: { learningRate: 0.5 } });
    const whole = await open(document);
    const seen: Seen = { rows: [], last: null };
    expect((await trainer(whole, seen).run(whole.totalSteps, () => false)).kind).toBe('done');
    expect(whole.step).toBeLessThan(whole.totalSteps);
    expect(whole.isFinished).toBe(true);
    const { kept } = seen.last!;
    expect(kept).toMatchObject({ early: true });
    expect((await whole.evaluate())['loss']).toBeCloseTo(kept!.loss, 5);
    const checked = seen.rows.filter(({ set, step }) => set === 'validation' && step + 1 >= 12).map(({ values }) => values['loss']!);
    expect(kept!.loss).toBeGreaterThanOrEqual(Math.min(...checked));

    // Interrupted in the middle, taken up by another session: the same end.
    const first = await open(document);
    const half = Math.floor(whole.step / 2);
    await trainer(first).run(first.totalSteps, () => first.step >= half);
    expect(first.isFinished).toBe(false);
    const second = await open(document);
    await second.restore(await first.snapshot());
    await trainer(second).run(second.totalSteps, () => false);
    expect([second.step, second.stopping!.record]).toEqual([whole.step, whole.stopping!.record]);
    const [a, b] = [await whole.snapshot(), await second.snapshot()];
    expect(worstDifference(a.parameters, b.parameters).difference).toBe(0);
    for (const session of [whole, first, second]) session.dispose();
  });
  it('is whole without a patience, with the last weights and beside them the best, which are those of its held-out loss', async () => {
    const document = model({ epochs: 70, validationSplit: 0.3, optimizer: { learningRate: 0.5 } });
    const session = await open(document);
    const seen: Seen = { rows: [], last: null };
    await trainer(session, seen).run(session.totalSteps, () => false);
    expect([session.step, seen.last!.kept]).toEqual([session.totalSteps, null]);
    const snapshot = await session.snapshot();
    const [best, last] = [chosenWeights(snapshot, 'best')!, chosenWeights(snapshot, 'last')!];
    expect(best.step).toBeLessThan(last.step);
    expect(keptBeside(snapshot)).toEqual({ which: 'best', step: best.step, loss: best.loss });
    expect(worstDifference(last.parameters, snapshot.parameters).difference).toBe(0);
    session.restoreWeights(best.parameters);
    expect((await session.evaluate())['loss']).toBeCloseTo(best.loss!, 5);
    // As after so many steps.
    const other = await open(document);
    await trainer(other).run(best.step, () => false);
    expect(worstDifference(await readPlain(other.store), plainWeights(best.parameters)).difference).toBe(0);
    for (const one of [session, other]) one.dispose();
  });
  it('is not watched where nothing is held out, nor where a Discriminator plays', async () => {
    for (const document of [model({ patience: 2, validationSplit: 0 }), model({ patience: 2 }, true)]) {
      const session = await open(document);
      expect(session.stopping).toBeNull();
      session.dispose();
    }
  });
  it.each([['several updates of another player', 1], ['several batches of an update', 2]] as const)('counts steps, and not the runs within them, with %s', async (_, accumulate) => {
    // A second reader of the code, who learns three times a step and whose weight grows for 12 steps.
    const document = graph()
      .player('Reader', { updates: 3 })
      .node('dataset', { source: 'patterns' })
      .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 8, activation: 'tanh' }]] })
      .node('bottleneck', { size: 2 })
      .node('decoder', { output: 'logits' }, { layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
      .node('loss', { kind: 'binary-cross-entropy' })
      .wireAutoencoder()
      .node('decoder', { output: 'logits' }, { id: 'reader', name: 'Reader', player: 'reader', layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
      .node('loss', { kind: 'binary-cross-entropy', warmupSteps: 12 }, { id: 'read', name: 'Read', player: 'reader' })
      .wire('bottleneck.code', 'reader.in')
      .wire('reader.out', 'read.prediction')
      .wire('dataset.data', 'read.target')
      .training({ batchSize: 8, accumulate, epochs: 6, patience: 3, validationSplit: 0.2 })
      .done();
    const session = await open(document);
    // Three epochs of 6 steps, or 3: the first check after 12 steps is one.
    await trainer(session).run(12, () => false);
    expect(session.stopping!.record).toMatchObject({ checkedAt: 12, best: { step: 12 } });
    session.dispose();
  });
  it('counts no check before the last warm-up has ended', async () => {
    const session = await open(model({ patience: 1, epochs: 5 }));
    await trainer(session).run(9, () => false);
    expect(session.stopping!.record.best).toBeNull();
    await trainer(session).run(session.totalSteps, () => false);
    expect(session.stopping!.record.best!.step).toBeGreaterThanOrEqual(12);
    session.dispose();
  });
});
