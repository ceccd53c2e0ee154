/** Several batches that make one update: without chance and figures of a batch, they learn as one batch of all their items. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataTable } from '../data/table';
import type { HourglassDocument } from '../document/types';
import { optimizerKinds } from '../optimizers/registry';
import { Random } from '../random/random';
import { usualSettings } from '../document/training-fields';
import { chooseBackend } from '../runtime/backends/choose';
import { graph } from '../testing/build-document';
import { worstDifference } from '../testing/compare-stores';
import { Session, type Snapshot } from './session';
import { Trainer } from './trainer';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const ITEMS = 96;
const table: DataTable = { name: 'waves', shape: [6], range: 'real', count: ITEMS, values: Float32Array.from({ length: ITEMS * 6 }, (_, i) => Math.sin(i * 0.7) * Math.cos(i * 0.13)), scale: 1, labels: null, labelNames: null, factors: null };
const data = { dataset: table };

/** A game, whose critic learns several times a step, with a weight that moves; perhaps in stages. */
function drawn(random: Random, [batchSize, accumulate]: readonly [number, number]): HourglassDocument {
  const optimizer = { ...usualSettings(random.pick(optimizerKinds.filter((kind) => kind !== 'lion'))), learningRate: 0.002, momentum: random.pick([0, 0.9]), epsilon: 1e-3 };
  const built = graph()
    .node('dataset', { source: 'file', fileName: 'waves.npy', shape: [6], scaling: 'as-is' })
    .node('encoder', {}, { layers: [['dense', { units: 4, activation: 'tanh' }]] })
    .node('decoder', { output: 'linear' }, { layers: [['dense', { units: 6, activation: 'linear' }]] })
    .node('discriminator', { weight: 0.2 }, { layers: [['dense', { units: 3, activation: 'tanh' }]] })
    .node('loss', { kind: 'squared', warmupSteps: random.pick([0, 5]) })
    .wire('dataset.data', 'encoder.in')
    .wire('encoder.out', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target')
    .wire('dataset.data', 'discriminator.real')
    .wire('decoder.out', 'discriminator.fake')
    .training({ batchSize, accumulate, epochs: 4, validationSplit: random.pick([0, 0.25]), clipNorm: random.pick([0, 0.1]), optimizer, schedule: { kind: random.pick(['constant', 'cosine', 'warmup-cosine'] as const), warmupSteps: 3 } })
    .player('Critic', { updates: random.pick([1, 2]), optimizer: { learningRate: 0.001, epsilon: 1e-3 } });
  return random.chance(0.5) ? built.done() : built.stage('First', { epochs: 2, players: ['autoencoder'], losses: ['loss'] }).stage('Second', { epochs: 1 }).done();
}
async function run(document: HourglassDocument, until = Infinity, from: Snapshot | null = null): Promise<{ readonly session: Session; readonly snapshot: Snapshot; readonly losses: number[] }> {
  const session = await Session.open({ document, data });
  if (from) expect((await session.restore(from)).goesOn).toBe(true);
  const losses: number[] = [];
  const hooks = { onMetrics: (rows: readonly { values: Readonly<Record<string, number>> }[]) => void losses.push(...rows.map(({ values }) => values['loss'] ?? 0)), onProgress: () => undefined, onCheckpoint: async () => undefined };
  const outcome = await new Trainer({ session, clock: { now: () => 0, breathe: async () => undefined }, hooks }).run(Math.min(until, session.totalSteps), () => false);
  expect(outcome.kind).toBe('done');
  return { session, snapshot: await session.snapshot(), losses };
}
/** A bias whose gradients cancel each other, as that of a score does of real and of fake, is rounding for the most part: it is told beside what ten steps move it. */
const LEAST = 0.01;
/** A state may be next to nothing, of which rounding is a large part. */
const weightsOf = ({ parameters }: Snapshot) => new Map([...parameters].filter(([name]) => !name.includes(':')));

beforeAll(() => chooseBackend('wasm'));

describe('batches of an update', () => {
  it(`learn as one batch of all their items (seed ${SEED})`, async () => {
    console.log(`accumulation: SEED=${SEED}`);
    for (let i = 0; i < 8; i++) {
      const sizes = new Random(SEED + i).pick([[8, 2], [4, 5], [3, 8], [16, 3]] as const);
      const parted = await run(drawn(new Random(SEED + i, 1), sizes));
      const whole = await run(drawn(new Random(SEED + i, 1), [sizes[0] * sizes[1], 1]));
      expect([parted.session.stepsPerEpoch, parted.session.totalSteps, parted.session.epoch]).toEqual([whole.session.stepsPerEpoch, whole.session.totalSteps, whole.session.epoch]);
      const { name, difference } = worstDifference(weightsOf(whole.snapshot), parted.snapshot.parameters, LEAST);
      expect(difference, `${name}, seed ${SEED + i}`).toBeLessThan(1e-4);
      // What is told of a step is of all its items.
      whole.losses.forEach((loss, step) => expect(parted.losses[step], `loss ${step}, seed ${SEED + i}`).toBeCloseTo(loss, 3));
      parted.session.dispose();
      whole.session.dispose();
    }
  });
  it('are as many as there are, where there are fewer', async () => {
    const session = await Session.open({ document: drawn(new Random(1), [40, 64]), data });
    expect([session.data.batches, session.stepsPerEpoch]).toEqual([ITEMS >= 80 && session.data.trainingRows().get('dataset')!.length >= 80 ? 2 : 1, 1]);
    session.dispose();
  });
  it('a run that is stopped and taken up gives the weights of one that was not, bit for bit', async () => {
    const document = drawn(new Random(5), [8, 3]);
    const whole = await run(document);
    const half = await run(document, 7);
    const rest = await run(document, Infinity, half.snapshot);
    expect(worstDifference(whole.snapshot.parameters, rest.snapshot.parameters).difference).toBe(0);
    for (const { session } of [whole, half, rest]) session.dispose();
  });
  it('need no more memory for their values than one of them', async () => {
    const session = await Session.open({ document: drawn(new Random(5), [8, 3]), data });
    for (const { program, apply } of session.stepPrograms) {
      expect(program.values.find(({ id }) => program.inputs.some((input) => input.kind === 'data' && input.value === id))!.shape[0]).toBe(8);
      expect(apply!.inputs.every(({ kind }) => kind === 'scalar')).toBe(true);
    }
    session.dispose();
  });
});
