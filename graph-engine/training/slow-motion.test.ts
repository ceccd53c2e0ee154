/** Slow motion: the turns of players one by one come, bit by bit, to what steps come to. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { HourglassDocument } from '../document/types';
import { chooseBackend } from '../runtime/backends/choose';
import { graph, type TrainingChange } from '../testing/build-document';
import { tablesFor } from '../testing/export-project';
import { Session, type Snapshot } from './session';
import { Trainer, type TrainerHooks } from './trainer';
import type { TurnTaken } from './turns';

/** Noise, statistics, two updates of the critic, and stages: 150 patterns in batches of 16, eight steps an epoch. */
const document = (training: TrainingChange = {}): HourglassDocument =>
  graph()
    .node('dataset', { source: 'patterns', count: 150 })
    .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 6, activation: 'tanh' }], ['batch-norm'], ['dropout']] })
    .node('bottleneck', { size: 2 })
    .node('decoder', { output: 'sigmoid' }, { layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
    .node('prior', { size: 2 })
    .node('discriminator', {}, { layers: [['dense', { units: 4 }]] })
    .node('loss')
    .wireAutoencoder()
    .wire('prior.sample', 'discriminator.real')
    .wire('bottleneck.code', 'discriminator.fake')
    .player('Critic', { updates: 2 })
    .training({ batchSize: 16, validationSplit: 0.1, epochs: 2, ...training })
    .stage('Warm up', { steps: 5, players: ['autoencoder'], losses: ['loss'] })
    .stage('Game', { steps: 9 })
    .done();
const flat = ({ parameters }: Snapshot): Record<string, number[]> => Object.fromEntries([...parameters].map(([name, { data }]) => [name, [...data]]));
const silent: TrainerHooks = { onMetrics: () => undefined, onProgress: () => undefined, onCheckpoint: async () => undefined };
const clock = { now: () => performance.now(), breathe: async () => undefined };
const open = async (training: TrainingChange = {}): Promise<Session> => Session.open({ document: document(training), data: await tablesFor(document(), 150) });

beforeAll(async () => {
  await chooseBackend('wasm');
});

describe('slow motion', () => {
  it.each([[{}], [{ accumulate: 3, clipNorm: 0.5 }]])('comes to the weights and losses of ordinary steps, stages included (%j)', async (training) => {
    const [usual, slow] = [await open(training), await open(training)];
    const [rows, turns]: [Record<string, readonly unknown[]>, TurnTaken[]] = [{ usual: [], slow: [] }, []];
    const trainers = { usual: new Trainer({ session: usual, clock, hooks: { ...silent, onMetrics: (more) => (rows['usual'] = [...rows['usual']!, ...more]) } }), slow: new Trainer({ session: slow, clock, hooks: { ...silent, onMetrics: (more) => (rows['slow'] = [...rows['slow']!, ...more]), onTurn: (turn) => turn && turns.push(turn) } }) };
    trainers.slow.perSecond = 1e6;
    for (const name of ['usual', 'slow'] as const) await trainers[name].run(14, () => false);
    expect(flat(await slow.snapshot())).toEqual(flat(await usual.snapshot()));
    expect(rows['slow']).toEqual(rows['usual']);
    expect(turns.map(({ player }) => player)).toEqual([...Array.from({ length: 5 }, () => 'autoencoder'), ...Array.from({ length: 9 }, () => ['critic', 'autoencoder']).flat()]);
    // The nodes whose terms are made small, and the same batch before and after.
    expect(turns.at(-2)).toMatchObject({ losses: ['discriminator'], figure: { name: 'critic loss' }, next: 'autoencoder', step: null });
    expect(turns.at(-1)!.losses.toSorted()).toEqual(['discriminator', 'loss']);
    expect(turns.at(-1)!.figure!.name).toBe('loss');
    expect(turns.every(({ figure }) => figure!.before !== figure!.after)).toBe(true);
    for (const session of [usual, slow]) session.dispose();
  });
  it('paused between two turns goes on, after a restart or as usual, to the same weights', async () => {
    const usual = await open();
    await new Trainer({ session: usual, clock, hooks: silent }).run(14, () => false);
    const expected = flat(await usual.snapshot());
    usual.dispose();
    const first = await open();
    let taken = 0;
    const trainer = new Trainer({ session: first, clock, hooks: { ...silent, onTurn: () => void taken++ } });
    trainer.perSecond = 1e6;
    // Five turns of the first stage, and one of the critic.
    expect((await trainer.run(14, () => taken === 6)).kind).toBe('interrupted');
    expect([first.step, first.turn]).toEqual([5, 1]);
    const kept = await first.snapshot();
    trainer.perSecond = null;
    await trainer.run(14, () => false);
    expect(flat(await first.snapshot())).toEqual(expected);
    first.dispose();
    const again = await open();
    expect(await again.restore(kept)).toMatchObject({ goesOn: true });
    await new Trainer({ session: again, clock, hooks: silent }).run(14, () => false);
    expect(flat(await again.snapshot())).toEqual(expected);
    again.dispose();
  });
  it("a player's step alone is shown too", async () => {
    const session = await open();
    await session.goToStage('game');
    const turns: (TurnTaken | null)[] = [];
    const trainer = new Trainer({ session, clock, hooks: { ...silent, onTurn: (turn) => void turns.push(turn) } });
    session.only = 'critic';
    await trainer.run(1, () => false);
    expect(turns).toMatchObject([{ player: 'critic', figure: { name: 'critic loss' } }]);
    session.only = null;
    await trainer.run(2, () => false);
    expect(turns).toHaveLength(2);
    expect(turns[1]).toBeNull();
    session.dispose();
  });
});
