/** What a session draws from: no run, player, validation or view of one seed draws what another of the next seed does. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { HourglassDocument } from '../document/types';
import { chooseBackend } from '../runtime/backends/choose';
import type { RunOptions } from '../runtime/device';
import { graph } from '../testing/build-document';
import { generatedData } from '../testing/template-data';
import type { Feed } from './feed';
import { Session } from './session';

/** Two players, noise, and two Datasets of the same items. */
const game: HourglassDocument = graph()
  .node('dataset', { source: 'patterns' }, { id: 'left' })
  .node('dataset', { source: 'patterns' }, { id: 'right' })
  .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 9 }]] })
  .node('bottleneck', { kind: 'gaussian', size: 9 })
  .node('decoder', { output: 'linear' }, { layers: [['reshape', { shape: [3, 3, 1] }]] })
  .node('loss')
  .node('discriminator', {}, { layers: [['flatten'], ['dense', { units: 4 }]] })
  .wire('left.data', 'encoder.in')
  .wire('encoder.out', 'bottleneck.in')
  .wire('bottleneck.code', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('left.data', 'loss.target')
  .wire('decoder.out', 'discriminator.fake')
  .wire('right.data', 'discriminator.real')
  .training({ batchSize: 8, validationSplit: 0.25 })
  .done();

const open = async (seed: number): Promise<Session> => Session.open({ document: game, data: await generatedData(game, 64), seed });

beforeAll(async () => void (await chooseBackend('cpu')));
afterAll(() => void vi.restoreAllMocks());

/** Under which seeds a session runs its programs, and for what. */
async function seedsOf(seed: number): Promise<Map<string, number>> {
  const session = await open(seed);
  const found = new Map<string, number>(session.runsOfStep().map(({ player, options }) => [`noise of the ${player.player}`, options.seed] as const));
  const given: number[] = [];
  const make = session.store.executor.bind(session.store);
  vi.spyOn(session.store, 'executor').mockImplementation((program) => {
    const executor = make(program);
    const run = executor.run.bind(executor);
    executor.run = (options: RunOptions) => (given.push(options.seed), run(options));
    return executor;
  });
  await session.evaluate();
  found.set('validation', given.at(-1)!);
  await session.valuesOf(['decoder.out'], session.data.validationRows(), 'evaluate');
  found.set('views', given.at(-1)!);
  session.dispose();
  return found;
}

it('draws noise, validation and views of every seed from seeds of their own', async () => {
  const all = new Map<number, string>();
  for (const seed of [1, 2, 3, 7919, 7920, 7921]) {
    for (const [purpose, own] of await seedsOf(seed)) {
      expect(all.get(own), `${purpose} of seed ${seed}`).toBeUndefined();
      all.set(own, `${purpose} of seed ${seed}`);
    }
  }
  expect(all.size).toBe(6 * 4);
});

it('holds out and orders the items of two Datasets of one length independently', async () => {
  const session = await open(1);
  const { left, right } = Object.fromEntries(session.data.feeds) as Record<'left' | 'right', Feed>;
  expect(left.table.count).toBe(right.table.count);
  expect(left.validation).not.toEqual(right.validation);
  for (const epoch of [0, 1, 5]) {
    const [a, b] = [left, right].map((feed) => Array.from({ length: session.stepsPerEpoch }, (_, i) => [...feed.batch(epoch, i, 8).indices]).flat());
    // Of 48 places about one holds the same item in both, where the orders have nothing to do with each other.
    expect(a!.filter((item, i) => item === b![i]).length).toBeLessThan(10);
  }
  session.dispose();
});
