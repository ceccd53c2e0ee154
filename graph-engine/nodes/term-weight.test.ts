/** A term that works against another player's, and one that warms up. */
import { beforeAll, expect, it } from 'vitest';
import type { DataTable } from '../data/table';
import { chooseBackend } from '../runtime/backends/choose';
import { graph } from '../testing/build-document';
import { Session } from '../training/session';

beforeAll(async () => {
  await chooseBackend('wasm');
});
const table: DataTable = { name: 'waves', shape: [6], range: 'real', count: 64, values: Float32Array.from({ length: 384 }, (_, i) => Math.sin(i * 0.7) * Math.cos(i * 0.13)), scale: 1, labels: null, labelNames: null, factors: null };
/** An Encoder whose code a reader of another player tells the items from, and which works against that with a weight. */
const against = (weight: number, warmupSteps = 0, warmupStart = 0) =>
  graph()
    .player('Reader', { optimizer: { learningRate: 0.01 } })
    .node('dataset', { source: 'file', fileName: 'waves.npy', shape: [6], scaling: 'as-is' })
    .node('encoder', {}, { layers: [['dense', { units: 3, activation: 'tanh' }]] })
    .node('decoder', { output: 'linear' }, { id: 'reader', player: 'reader', layers: [['dense', { units: 6, activation: 'linear' }]] })
    .node('loss', { reduction: 'mean' }, { id: 'reads', name: 'Reads', player: 'reader' })
    .node('loss', { reduction: 'mean', weight, warmupSteps, warmupStart }, { id: 'hides', name: 'Hides' })
    .wire('dataset.data', 'encoder.in')
    .wire('encoder.out', 'reader.in')
    .wire('reader.out', 'reads.prediction')
    .wire('dataset.data', 'reads.target')
    .wire('reader.out', 'hides.prediction')
    .wire('dataset.data', 'hides.target')
    .training({ batchSize: 32, validationSplit: 0.25, patience: 3, optimizer: { learningRate: 0.01 } })
    .done();
async function readAfter(weight: number, steps: number): Promise<number> {
  const session = await Session.open({ document: against(weight), data: { dataset: table } });
  for (let step = 0; step < steps; step++) session.stepBlind();
  const { values } = await session.stepAndRead();
  expect(session.stopping === null, 'a game has no loss that falls').toBe(weight < 0);
  session.dispose();
  return values['Reads']!;
}

it('below 0 makes large what the other player makes small', async () => {
  const [helped, left, hidden] = [await readAfter(1, 300), await readAfter(0, 300), await readAfter(-1, 300)];
  expect(helped).toBeLessThan(left);
  expect(hidden).toBeGreaterThan(1.05 * left);
});
it('rises from 0 over its warm-up steps, in training alone', async () => {
  const session = await Session.open({ document: against(-2, 10), data: { dataset: table } });
  const scalar = session.stepPrograms.at(-1)!.program.inputs.find((input) => input.kind === 'scalar' && input.name.endsWith('.weight'));
  if (scalar?.kind !== 'scalar') throw new Error('no weight is scheduled');
  expect([0, 5, 10, 100].map(scalar.at)).toEqual([0, -1, -2, -2]);
  expect(session.stopping).toBeNull();
  const { loss, Hides } = await session.evaluate();
  expect(loss).toBeCloseTo(-2 * Hides!, 5);
  session.dispose();
});
it('rises from a later step on, and no check is kept before it has risen', async () => {
  const session = await Session.open({ document: against(2, 10, 20), data: { dataset: table } });
  const scalar = session.stepPrograms.at(-1)!.program.inputs.find((input) => input.kind === 'scalar' && input.name.endsWith('.weight'));
  if (scalar?.kind !== 'scalar') throw new Error('no weight is scheduled');
  expect([0, 20, 25, 30, 100].map(scalar.at)).toEqual([0, 0, 1, 2, 2]);
  expect(scalar.settledAt).toBe(30);
  session.dispose();
});
