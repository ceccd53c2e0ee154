/** Labels on wires: they are learned, told to a Decoder, and compared with in a Loss. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { HourglassDocument } from '../document/types';
import { chooseBackend } from '../runtime/backends/choose';
import { graph, type GraphBuilder } from '../testing/build-document';
import { generatedData } from '../testing/template-data';
import { Session } from './session';

beforeAll(async () => void (await chooseBackend('wasm')));

const digits = (): GraphBuilder => graph().node('dataset', { source: 'digits' }).node('encoder', {}, { layers: [['flatten'], ['dense', { units: 64 }]] }).wire('dataset.data', 'encoder.in').training({ batchSize: 64, validationSplit: 0.2, optimizer: { learningRate: 3e-3 } });
const patterns = (): GraphBuilder => graph().node('dataset', { source: 'patterns' }).training({ batchSize: 32, validationSplit: 0.25, optimizer: { learningRate: 0.02 } });

/** Trains, and tells the held-out means before and after. */
async function trained(document: HourglassDocument, count: number, steps: number): Promise<readonly [Record<string, number>, Record<string, number>]> {
  const session = await Session.open({ document, data: await generatedData(document, count) });
  const heldOut = () => session.evaluate(session.data.validationRows());
  const before = await heldOut();
  for (let step = 0; step < steps; step++) session.stepBlind();
  const after = await heldOut();
  session.dispose();
  return [before, after];
}

describe('a label', () => {
  it('is told from digits that were not trained on, by a Classifier', async () => {
    const document = digits().node('classifier').wire('encoder.out', 'classifier.in').wire('dataset.label', 'classifier.label').done();
    const [before, after] = await trained(document, 3000, 300);
    expect(before['accuracy']).toBeLessThan(0.3);
    expect(after['accuracy']).toBeGreaterThan(0.9);
  });
  it('is told by a Loss that compares logits with it', async () => {
    const document = digits()
      .node('decoder', { output: 'logits' }, { layers: [['dense', { units: 10, activation: 'linear' }]] })
      .node('loss', { kind: 'categorical-cross-entropy' })
      .wire('encoder.out', 'decoder.in')
      .wire('decoder.out', 'loss.prediction')
      .wire('dataset.label', 'loss.target')
      .done();
    const [before, after] = await trained(document, 1500, 100);
    expect(after['Loss']).toBeLessThan(before['Loss']! / 2);
  });
  it('is all that a Decoder needs for patterns of one kind, as an Embedding', async () => {
    const document = patterns()
      .node('embedding', { size: 6 })
      .node('decoder', { output: 'logits' }, { layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
      .node('loss', { kind: 'binary-cross-entropy' })
      .wire('dataset.label', 'embedding.in')
      .wire('embedding.out', 'decoder.in')
      .wire('decoder.out', 'loss.prediction')
      .wire('dataset.data', 'loss.target')
      .done();
    const [before, after] = await trained(document, 400, 150);
    expect(after['Loss']).toBeLessThan(before['Loss']! / 2);
  });
  it('is told of a few items alone, of each class as many; held-out items keep theirs', async () => {
    const document = graph()
      .node('dataset', { source: 'digits', labelled: 20 })
      .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 8 }]] })
      .node('classifier')
      .node('decoder', { output: 'logits' }, { layers: [['dense', { units: 784, activation: 'linear' }], ['reshape', { shape: [28, 28, 1] }]] })
      .node('loss', { kind: 'binary-cross-entropy' })
      .wire('dataset.data', 'encoder.in')
      .wire('encoder.out', 'classifier.in')
      .wire('dataset.label', 'classifier.label')
      .wire('encoder.out', 'decoder.in')
      .wire('decoder.out', 'loss.prediction')
      .wire('dataset.data', 'loss.target')
      .training({ batchSize: 32, validationSplit: 0.2 })
      .stage('All', { epochs: 1 })
      .stage('Labels', { steps: 6, losses: ['classifier'] })
      .done();
    const session = await Session.open({ document, data: await generatedData(document, 160) });
    const feed = session.data.feeds.get('dataset')!;
    const labels = feed.table.labels!;
    expect([...feed.labelled!].map((item) => labels[item]!).toSorted()).toEqual(Array.from({ length: 20 }, (_, i) => Math.floor(i / 2)));
    const known = (items: Uint32Array): number => feed.beside('label', items, 10).reduce((sum, one) => sum + one, 0);
    expect([known(feed.train), known(feed.validation)]).toEqual([20, feed.validation.length]);
    const taken = (): number[] => Array.from({ length: 4 }, (_, index) => [...feed.indices(1, index, 32)]).flat();
    expect(new Set(taken()).size).toBe(128);
    while (session.step < 4) session.stepBlind();
    await session.nextStage();
    // A step of the second stage learns from labels alone: it takes the items that have one, all of them before one comes again.
    const rounds = taken();
    expect(rounds.every((item) => feed.labelled!.includes(item))).toBe(true);
    expect(new Set(rounds.slice(0, 20)).size).toBe(20);
    expect(rounds.slice(0, 20)).not.toEqual(rounds.slice(20, 40));
    session.dispose();
  });
});
