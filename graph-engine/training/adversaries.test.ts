/** Systems in which somebody works against somebody: two judges of one model, and a reader that a code hides from. What each is for is measured from outside. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { MemoryTable } from '../data/table';
import type { HourglassDocument } from '../document/types';
import { energyDistance } from '../inspect/energy-distance';
import { fitLogisticRegression } from '../inspect/logistic-regression';
import { Random } from '../random/random';
import { chooseBackend } from '../runtime/backends/choose';
import { graph } from '../testing/build-document';
import { generatedData } from '../testing/template-data';
import { Session } from './session';

beforeAll(async () => void (await chooseBackend('wasm')));

/** After `steps`, the values at these taps for the first `count` items, and the held-out means. */
async function trained(document: HourglassDocument, table: MemoryTable, { steps, count, taps }: { steps: number; count: number; taps: readonly string[] }): Promise<{ readonly values: readonly Float32Array[]; readonly means: Record<string, number> }> {
  const session = await Session.open({ document, data: { dataset: table } });
  for (let step = 0; step < steps; step++) session.stepBlind();
  const rows = new Map([['dataset', Uint32Array.from({ length: count }, (_, item) => item)]]);
  const values = (await session.valuesOf(taps, rows)).map((one) => one.values);
  const means = await session.evaluate();
  session.dispose();
  return { values, means };
}

describe('two Discriminators of one model', () => {
  /** An autoencoder of patterns whose codes one judge compares with a Prior, and whose outputs another compares with the patterns. */
  const judged = (code: number, output: number): HourglassDocument =>
    graph()
      .node('dataset', { source: 'patterns' })
      .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 24, activation: 'tanh' }]] })
      .node('bottleneck', { kind: 'vector', size: 2 })
      .node('decoder', {}, { layers: [['dense', { units: 24, activation: 'tanh' }], ['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
      .node('loss', { kind: 'squared' })
      .node('prior', { distribution: 'normal', size: 2 })
      .node('discriminator', { weight: code }, { id: 'of-codes', layers: [['dense', { units: 32, activation: 'leaky-relu' }]] })
      .node('discriminator', { weight: output, loss: 'least-squares' }, { id: 'of-outputs', layers: [['flatten'], ['dense', { units: 32, activation: 'leaky-relu' }]] })
      .wireAutoencoder()
      .wire('prior.sample', 'of-codes.real')
      .wire('bottleneck.code', 'of-codes.fake')
      .wire('dataset.data', 'of-outputs.real')
      .wire('decoder.out', 'of-outputs.fake')
      .training({ batchSize: 24, validationSplit: 0, optimizer: { learningRate: 0.005 } })
      .player('Critic', { optimizer: { learningRate: 0.005 } })
      .done();
  /** How far the codes are from the Prior, and how far the outputs are from black and white. */
  async function measured(code: number, output: number): Promise<{ readonly distance: number; readonly grey: number }> {
    const document = judged(code, output);
    const { values } = await trained(document, (await generatedData(document, 600))['dataset']!, { steps: 400, count: 300, taps: ['bottleneck.code', 'decoder.out'] });
    const random = new Random(3);
    const prior = Float32Array.from({ length: 600 }, () => random.normal());
    return { distance: energyDistance(values[0]!, prior, 2), grey: values[1]!.reduce((sum, x) => sum + x * (1 - x), 0) / values[1]!.length };
  }
  it('each hold what they judge to what they compare it with', async () => {
    const [nobody, codes, outputs, both] = [await measured(0, 0), await measured(1, 0), await measured(0, 3), await measured(1, 3)];
    expect(codes.distance).toBeLessThan(nobody.distance / 5);
    expect(outputs.grey).toBeLessThan(0.8 * nobody.grey);
    expect(both.distance).toBeLessThan(nobody.distance / 5);
    expect(both.grey).toBeLessThan(0.8 * codes.grey);
  });
});

describe('an adversary on a code', () => {
  /** Pictures of 4 × 4 with a row, which is their label, and a column, which is what else they show. */
  const count = 600;
  const columns = new Uint8Array(count);
  const random = new Random(1);
  const labels = Uint8Array.from({ length: count }, (_, item) => {
    columns[item] = random.integer(4);
    return random.integer(4);
  });
  const values = Float32Array.from({ length: count * 16 }, (_, at) => (Math.floor((at % 16) / 4) === labels[Math.floor(at / 16)] ? 0.6 : 0) + (at % 4 === columns[Math.floor(at / 16)] ? 0.3 : 0) + 0.1 * random.uniform());
  const table: MemoryTable = { name: 'crosses', shape: [4, 4, 1], range: 'unit', count, values, scale: 1, labels, labelNames: null, factors: null };

  /** The Decoder is told the label. Without momentum the game does not run in circles. The reader tells it from the code, `updates` times a step; the Encoder makes its cross-entropy large with a weight below 0. */
  const hiding = (weight: number, updates: number): HourglassDocument =>
    graph()
      .player('Reader', { updates, optimizer: { learningRate: 0.01, beta1: 0 } })
      .node('dataset', { source: 'file', fileName: 'crosses', shape: [4, 4, 1], classes: 4 })
      .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 16, activation: 'tanh' }]] })
      .node('bottleneck', { kind: 'vector', size: 4 })
      .node('embedding', { size: 4 })
      .node('concat')
      .node('decoder', { output: 'logits' }, { layers: [['dense', { units: 16, activation: 'tanh' }], ['dense', { units: 16, activation: 'linear' }], ['reshape', { shape: [4, 4, 1] }]] })
      .node('loss', { kind: 'binary-cross-entropy' })
      .node('classifier', {}, { id: 'reader', player: 'reader', layers: [['dense', { units: 16 }]] })
      .node('loss', { kind: 'categorical-cross-entropy', weight }, { id: 'hides', name: 'Hides' })
      .wire('dataset.data', 'encoder.in')
      .wire('encoder.out', 'bottleneck.in')
      .wire('dataset.label', 'embedding.in')
      .wire('bottleneck.code', 'concat.in')
      .wire('embedding.out', 'concat.in')
      .wire('concat.out', 'decoder.in')
      .wire('decoder.out', 'loss.prediction')
      .wire('dataset.data', 'loss.target')
      .wire('bottleneck.code', 'reader.in')
      .wire('dataset.label', 'reader.label')
      .wire('reader.logits', 'hides.prediction')
      .wire('dataset.label', 'hides.target')
      .training({ batchSize: 50, epochs: 66, validationSplit: 0, schedule: { kind: 'cosine' }, optimizer: { learningRate: 0.005, beta1: 0 } })
      .done();
  /** What a probe that is fitted afterwards on one half tells of the other, by the code alone. */
  async function probed(weight: number, updates: number): Promise<{ readonly label: number; readonly column: number; readonly loss: number }> {
    const { values: [codes], means } = await trained(hiding(weight, updates), table, { steps: 790, count, taps: ['bottleneck.code'] });
    const half = count / 2;
    const told = (wanted: Uint8Array): number => {
      const probe = fitLogisticRegression({ count: half, width: 4, values: codes!.subarray(0, half * 4), labels: wanted }, 4);
      return [...probe.classify(codes!.subarray(half * 4))].filter((label, row) => label === wanted[half + row]).length / half;
    };
    return { label: told(labels), column: told(columns), loss: means['Loss']! };
  }
  it.each([
    ['by gradient reversal', -0.3, 1],
    ['by alternating, the reader three times a step', -1, 3],
  ])('takes the label out of it and leaves what else it holds, %s', async (_, weight, updates) => {
    const [open, hidden] = [await probed(0, updates), await probed(weight, updates)];
    expect(open.label).toBeGreaterThan(0.95);
    expect(hidden.label).toBeLessThan(0.7);
    expect(hidden.column).toBeGreaterThan(0.95);
    expect(hidden.loss).toBeLessThan(1.05 * open.loss);
  });
});
