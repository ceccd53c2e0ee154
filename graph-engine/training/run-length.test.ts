/** How far a run goes: its schedules are drawn over the length that it comes to have, in the studio as on the command line. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { HourglassDocument } from '../document/types';
import { chooseBackend } from '../runtime/backends/choose';
import { askServer } from '../testing/ask-server';
import { worstDifference } from '../testing/compare-stores';
import { smallAutoencoder } from '../testing/small-autoencoder';
import { generatedData } from '../testing/template-data';
import { MemoryCheckpoints } from './checkpoints';
import type { Answer } from './protocol';
import { lengthOf } from './run-length';
import { Session } from './session';
import { Trainer } from './trainer';

const small = smallAutoencoder();
/** 144 patterns in batches of 16: nine steps an epoch, 27 in the run. */
const document: HourglassDocument = { ...small, training: { ...small.training, epochs: 3, minSteps: 0, validationSplit: 0.1, patience: 0, schedule: { kind: 'cosine', warmupSteps: 0 } } };
const data = () => generatedData(document, 160);
beforeAll(async () => void (await chooseBackend('cpu')));

function serve(checkpoints = new MemoryCheckpoints()) {
  const { events, ask } = askServer(checkpoints);
  const open = async (drawn = document): Promise<Answer> => ask({ kind: 'open', document: drawn, data: await data(), backend: 'auto', restore: true, run: 'new', keeps: true });
  const finish = async (): Promise<void> => {
    events.length = 0;
    await ask({ kind: 'train' });
    while (!events.some((event) => event.kind === 'state' && ['done', 'failed'].includes(event.state))) await new Promise((resolve) => setImmediate(resolve));
  };
  const progress = () => events.flatMap((event) => (event.kind === 'progress' ? [event.progress] : [])).at(-1);
  const kept = async () => (await checkpoints.load(document.id))!;
  return { ask, open, finish, events, progress, kept, checkpoints };
}
/** As the command line does it: one session for each sitting, of the length that it is then to have. */
async function sitting(from: Session | null, steps: number, until: number): Promise<Session> {
  const session = await Session.open({ document, data: await data(), steps });
  if (from) await session.restore(await from.snapshot());
  const trainer = new Trainer({ session, clock: { now: () => performance.now(), breathe: () => Promise.resolve() }, hooks: { onMetrics: () => {}, onProgress: () => {}, onCheckpoint: async () => {} } });
  await trainer.run(until, () => false);
  return session;
}

describe('a run that has ended', () => {
  it('goes on with its schedule over the new length, to the very weights of the command line', async () => {
    const { open, finish, kept, events, progress } = serve();
    await open();
    await finish();
    const [first] = [await kept()];
    expect([first.snapshot.step, first.length]).toEqual([27, { steps: 27, whole: 27 }]);
    await finish();
    expect(events).toContainEqual({ kind: 'longer', reason: expect.stringMatching(/longer than it was to be: 54 steps instead of 27.*autoencoder learning rate/) as string });
    expect(progress()).toMatchObject({ step: 54, steps: 54, epochs: 6 });
    const second = await kept();
    const once = await sitting(null, 27, 27);
    const twice = await sitting(once, 54, 54);
    expect(worstDifference(second.snapshot.parameters, (await twice.snapshot()).parameters).difference).toBe(0);
    expect(worstDifference(second.snapshot.parameters, first.snapshot.parameters).difference).toBeGreaterThan(1e-4);
    for (const session of [once, twice]) session.dispose();
  });

  it('keeps its new length through a reload in the middle, and a single step moves it as far as one', async () => {
    const { ask, open, finish, checkpoints, kept } = serve();
    await open();
    await finish();
    await ask({ kind: 'step' });
    expect((await kept()).length).toEqual({ steps: 28, whole: 27 });
    const again = serve(checkpoints);
    expect(await again.open()).toMatchObject({ restored: { step: 28 } });
    await again.ask({ kind: 'train' });
    await again.ask({ kind: 'pause' });
    const { snapshot, length } = await kept();
    expect(length).toEqual({ steps: 28 + 27, whole: 27 });
    const third = serve(checkpoints);
    expect(await third.open()).toMatchObject({ restored: { step: snapshot.step } });
    expect(third.events.at(-1)).toEqual({ kind: 'state', state: snapshot.step < 55 ? 'paused' : 'done' });
    await third.finish();
    expect(third.progress()!.step).toBe(snapshot.step < 55 ? 55 : 82);
  });

  it('is as long as its document says when that says something else, and no longer has ended', async () => {
    const { open, finish, events, progress } = serve();
    await open();
    await finish();
    await finish();
    const longer = { ...document, training: { ...document.training, epochs: 8 } };
    expect(await open(longer)).toMatchObject({ restored: { step: 54 } });
    await finish();
    expect(progress()).toMatchObject({ step: 72, steps: 72 });
    expect(events.filter(({ kind }) => kind === 'longer')).toEqual([]);
  });
});

it('goes to its end, beyond it for as long as the document says, or for as many steps as are asked for', () => {
  const run = { planned: 100, whole: 100 };
  expect(lengthOf({ ...run, step: 40 })).toEqual({ until: 100, steps: 100 });
  expect(lengthOf({ ...run, step: 100 })).toEqual({ until: 200, steps: 200 });
  expect(lengthOf({ ...run, step: 40, more: 20 })).toEqual({ until: 60, steps: 100 });
  expect(lengthOf({ ...run, step: 100, more: 1 })).toEqual({ until: 101, steps: 101 });
  expect(lengthOf({ planned: 200, whole: 100, step: 120 })).toEqual({ until: 200, steps: 200 });
});
