/** What computes a model is chosen by measuring, while the model rests: fake backends by the clock of the test, real numbers. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { chooseBackend } from '../../runtime/backends/choose';
import type { BackendName } from '../../runtime/backends/definition';
import type { Rival } from '../../runtime/backends/rivals';
import { currentDevice, useDevice, type Device } from '../../runtime/device';
import { smallAutoencoder } from '../../testing/small-autoencoder';
import { waves } from '../../testing/template-data';
import { testClock, timedDevice } from '../../testing/timed-device';
import { MemoryCheckpoints } from '../checkpoints';
import type { Answer, FromWorker, Request, TrainingEvent } from '../protocol';
import { TrainingServer } from '../server';
import { MemoryPaces } from './pace-storage';

const document = smallAutoencoder();
const data = waves(document, 160);
let real: Device;
beforeAll(async () => {
  await chooseBackend('wasm');
  real = currentDevice();
});

/** Milliseconds of a step on each, the preferred one first; or why it does not run here. */
type Machine = readonly (readonly [BackendName, number | string])[];
const machine: Machine = [['webgpu', 0.4], ['webgl', 'WebGL runs in software here.'], ['wasm', 0.05]];
interface More {
  readonly machine?: Machine;
  readonly storage?: MemoryPaces;
  readonly checkpoints?: MemoryCheckpoints;
  /** What a rival waits for before it is tried. */
  readonly before?: (name: BackendName) => Promise<void>;
  readonly lost?: Promise<string>;
  /** What the fastest waits for before it takes the model over. */
  readonly moving?: Promise<void>;
  /** What values that change no weight wait for. */
  readonly looking?: Promise<void>;
}
function connect({ machine: here = machine, storage = new MemoryPaces(), checkpoints = new MemoryCheckpoints(), before = async () => undefined, lost, moving, looking }: More = {}) {
  const clock = testClock();
  const events: TrainingEvent[] = [];
  const answers = new Map<number, (message: FromWorker) => void>();
  const [asked, tried]: [string[], BackendName[]] = [[], []];
  const deviceOf = (name: BackendName): Device | null => {
    const ms = here.find(([other]) => other === name)![1];
    if (typeof ms === 'string') return null;
    const device = timedDevice(real, clock, { step: ms, ...(looking && { looking }) });
    let stores = 0;
    const createStore = async () => {
      // The first is for measuring.
      if (name === 'wasm' && ++stores > 1) await moving;
      return device.createStore();
    };
    return { ...device, createStore, ...(lost && name === 'wasm' && { lost }) };
  };
  const server = new TrainingServer({
    post: (message) => ('event' in message ? events.push(message.event) : answers.get(message.id)?.(structuredClone(message))),
    clock,
    checkpoints,
    async chooseBackend(preferred, without, first) {
      asked.push(`${preferred} ${first ?? ''}`.trim());
      const wanted = preferred === 'auto' ? first : preferred;
      const order = here.map(([name]) => name).filter((name) => !without.includes(name)).toSorted((a, b) => Number(b === wanted) - Number(a === wanted));
      const backend = order.find((name) => deviceOf(name))!;
      useDevice(deviceOf(backend)!);
      return { backend, fallbacks: [] };
    },
    measure: {
      rivals: ({ backend }, without) =>
        here.filter(([name]) => name !== backend && !without.includes(name)).map(([name, ms]): Rival => ({
          name,
          tfjs: false,
          async prepare() {
            tried.push(name);
            await before(name);
            const device = deviceOf(name);
            return device ? { device } : { reason: String(ms) };
          },
        })),
      storage,
      machine: async () => 'here',
    },
  });
  let next = 1;
  const ask = (request: Request): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const id = next++;
      answers.set(id, (message) => ('answer' in message ? resolve(message.answer) : reject(new Error('error' in message ? message.error.message : ''))));
      void server.handle({ id, request: structuredClone(request) });
    });
  const open = (more: Partial<Extract<Request, { kind: 'open' }>> = {}): Promise<Answer> => ask({ kind: 'open', document, data, backend: 'auto', restore: false, run: 'new', keeps: true, ...more });
  const paces = () => events.filter((event) => event.kind === 'paces');
  const measured = () => vi.waitFor(() => expect(paces().at(-1)).toMatchObject({ measuring: false }), { timeout: 60_000 });
  const states = () => events.flatMap((event) => (event.kind === 'state' ? [event.state] : []));
  const weights = async () => (await ask({ kind: 'weights' })) as Extract<Answer, { kind: 'weights' }>;
  return { ask, open, events, paces, measured, states, weights, asked, tried, storage };
}
const never = () => new Promise<never>(() => undefined);
const short = { ...document, training: { ...document.training, epochs: 2, minSteps: 0 } };
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('a model that is opened', () => {
  it('goes to the fastest while it rests, with its weights and its step', async () => {
    const checkpoints = new MemoryCheckpoints();
    const first = connect({ machine: [['webgpu', 1]], checkpoints });
    await first.open();
    for (let i = 0; i < 3; i++) await first.ask({ kind: 'step' });
    const before = await first.weights();
    const { open, measured, paces, states, weights, ask } = connect({ checkpoints });
    expect(await open({ restore: true })).toMatchObject({ backend: 'webgpu', paces: [], restored: { step: 3, run: 'new' } });
    await measured();
    expect(paces().at(-1)).toEqual({
      kind: 'paces', backend: 'wasm', measuring: false,
      paces: [{ backend: 'webgpu', ms: expect.closeTo(0.4), reason: null }, { backend: 'webgl', ms: null, reason: 'WebGL runs in software here.' }, { backend: 'wasm', ms: expect.closeTo(0.05), reason: null }],
    });
    expect(paces()[0]).toMatchObject({ backend: 'webgpu', measuring: true, paces: [] });
    expect(states()).toEqual(['preparing', 'paused']);
    expect(await weights()).toEqual(before);
    await ask({ kind: 'step' });
    await first.ask({ kind: 'step' });
    expect(await weights()).toEqual(await first.weights());
  });
  it('stays where it is when that is the fastest', async () => {
    const { open, measured, paces } = connect({ machine: [['webgpu', 0.05], ['wasm', 0.4]] });
    await open();
    await measured();
    expect(paces().at(-1)).toMatchObject({ backend: 'webgpu' });
  });
  it.each(['webgl', 'wasm'] as const)('trains at once on what is at hand when %s is still being tried, and is not moved', async (slow) => {
    const { open, ask, states, paces, events, storage } = connect({ before: (name) => (name === slow ? never() : Promise.resolve()) });
    await open({ document: short });
    await settled();
    await ask({ kind: 'train' });
    expect(states().at(-1)).toBe('running');
    await vi.waitFor(() => expect(states().at(-1)).toBe('done'));
    expect(paces().at(-1)).toMatchObject({ backend: 'webgpu', measuring: false });
    expect(events.some(({ kind }) => kind === 'moved' || kind === 'failed')).toBe(false);
    expect(await connect({ storage }).open({ document: short })).toMatchObject({ paces: [] });
  });
  it('trains to the same weights, whether it was measured before or not', async () => {
    const all = [];
    for (const waits of [true, false]) {
      const { open, ask, measured, states, weights } = connect();
      await open({ document: short });
      if (waits) await measured();
      await ask({ kind: 'train' });
      await vi.waitFor(() => expect(states().at(-1)).toBe('done'));
      all.push(await weights());
    }
    expect(all[0]).toEqual(all[1]);
  });
  it('stays where it is when a run begins on the way to the fastest', async () => {
    const { open, ask, states, weights, paces } = connect();
    await open({ document: short });
    await vi.waitFor(() => expect(paces().at(-1)!.paces).toHaveLength(3), { interval: 1 });
    await ask({ kind: 'train' });
    await vi.waitFor(() => expect(states().at(-1)).toBe('done'));
    const undisturbed = connect({ machine: [['wasm', 1]] });
    await undisturbed.open({ document: short });
    await undisturbed.ask({ kind: 'train' });
    await vi.waitFor(() => expect(undisturbed.states().at(-1)).toBe('done'));
    expect(await weights()).toEqual(await undisturbed.weights());
    expect(paces().at(-1)).toMatchObject({ measuring: false });
    expect(states()).toEqual(['preparing', 'idle', 'running', 'done']);
  });
  it('stays where it is when a run begins while the fastest takes it over', async () => {
    let go: () => void = () => undefined;
    const { open, ask, states, events, paces } = connect({ moving: new Promise((resolve) => (go = resolve)) });
    await open({ document: { ...document, training: { ...document.training, epochs: 100_000, patience: 0 } } });
    await vi.waitFor(() => expect(paces().at(-1)!.paces).toHaveLength(3));
    await settled();
    await ask({ kind: 'train' });
    expect(paces().at(-1)).toMatchObject({ backend: 'webgpu', measuring: false });
    go();
    await settled();
    await ask({ kind: 'pause' });
    const step = () => events.findLast((event) => event.kind === 'progress')!.progress.step;
    const reached = step();
    expect(reached).toBeGreaterThan(0);
    await ask({ kind: 'step' });
    expect(step()).toBe(reached + 1);
    expect(states()).toEqual(['preparing', 'idle', 'running', 'paused', 'running', 'paused']);
  });
  it('goes there when what is asked of it has been answered, and takes along what was looked at and what is kept', async () => {
    let [go, show]: (() => void)[] = [];
    const checkpoints = new MemoryCheckpoints();
    const save = vi.spyOn(checkpoints, 'save');
    const { open, ask, measured, paces } = connect({ checkpoints, moving: new Promise((resolve) => (go = resolve)), looking: new Promise((resolve) => (show = resolve)) });
    await open();
    await ask({ kind: 'step' });
    await ask({ kind: 'paces' });
    await vi.waitFor(() => expect(paces().at(-1)!.paces).toHaveLength(3));
    const other = Object.fromEntries(Object.entries(data).map(([id, table]) => [id, { ...table, values: table.values.map((value) => value / 2) }]));
    await ask({ kind: 'look', data: other });
    const view = { kind: 'view', view: { kind: 'reconstructions', count: 4 } } as const;
    const before = ask(view);
    go!();
    await settled();
    expect(paces().at(-1)).toMatchObject({ backend: 'webgpu', measuring: true });
    show!();
    const shown = await before;
    await measured();
    expect(paces().at(-1)).toMatchObject({ backend: 'wasm' });
    expect(await ask(view)).toEqual(shown);
    await ask({ kind: 'look', data: null });
    expect(await ask(view)).not.toEqual(shown);
    const saved = save.mock.calls.length;
    await ask({ kind: 'checkpoint' });
    expect(save.mock.calls.length).toBe(saved);
  });
  it('is not taken from a view that is being computed, and answers the next one', async () => {
    const { open, ask, measured } = connect();
    await open();
    const view = { kind: 'view', view: { kind: 'reconstructions', count: 4 } } as const;
    const results = await Promise.all(Array.from({ length: 30 }, async (_, i) => {
      for (let turn = 0; turn < i; turn++) await new Promise((resolve) => setImmediate(resolve));
      return ask(view);
    }));
    await measured();
    expect(results).toEqual(results.map(() => results[0]));
    expect(await ask(view)).toEqual(results[0]);
  });
});

describe('what was measured', () => {
  it('is remembered: the model is opened on the fastest at once, and nothing else is tried', async () => {
    const first = connect();
    await first.open();
    await first.measured();
    const { open, tried, asked, paces } = connect({ storage: first.storage });
    expect(await open()).toMatchObject({ backend: 'wasm', paces: [{ backend: 'webgpu' }, { backend: 'webgl', ms: null }, { backend: 'wasm' }] });
    await settled();
    expect([tried, asked, paces()]).toEqual([[], ['auto wasm'], []]);
    // Another batch is other work.
    expect(await open({ document: { ...document, training: { ...document.training, batchSize: 3 } } })).toMatchObject({ paces: [] });
  });
  it('is measured when somebody looks, where a backend was chosen by hand, which stays', async () => {
    const { open, ask, measured, paces, tried } = connect();
    expect(await open({ backend: 'webgpu' })).toMatchObject({ backend: 'webgpu' });
    await settled();
    expect([tried, paces()]).toEqual([[], []]);
    await ask({ kind: 'paces' });
    await measured();
    expect(paces().at(-1)).toMatchObject({ backend: 'webgpu' });
    const [last] = paces().slice(-1);
    expect(last!.paces.filter(({ ms }) => ms !== null)).toHaveLength(2);
    await ask({ kind: 'paces' });
    await settled();
    expect(paces().at(-1)).toBe(last);
  });
  it('of the only one is measured when somebody looks, and not while a run is under way', async () => {
    const { open, ask, measured, paces, states } = connect({ machine: [['wasm', 0.05]] });
    await open({ document: { ...document, training: { ...document.training, epochs: 1000, patience: 0 } } });
    await ask({ kind: 'train' });
    await ask({ kind: 'paces' });
    await ask({ kind: 'pause' });
    await settled();
    expect(paces()).toEqual([]);
    await ask({ kind: 'paces' });
    await measured();
    expect(paces().at(-1)).toMatchObject({ backend: 'wasm', paces: [{ backend: 'wasm', ms: expect.closeTo(0.05) }] });
    expect(states().at(-1)).toBe('paused');
  });
  it('of a backend that was lost does not count, and it is not tried again', async () => {
    let lose: (reason: string) => void = () => undefined;
    const { open, measured, events, tried, asked } = connect({ lost: new Promise((resolve) => (lose = resolve)) });
    await open();
    await measured();
    lose('The GPU was lost.');
    await vi.waitFor(() => expect(events.some(({ kind }) => kind === 'moved')).toBe(true));
    expect(events.find(({ kind }) => kind === 'moved')).toMatchObject({ backend: 'webgpu', fallbacks: [{ backend: 'wasm', reason: 'The GPU was lost.' }] });
    const before = tried.length;
    const answer = await open();
    expect(answer).toMatchObject({ backend: 'webgpu' });
    expect(answer.kind === 'opened' && answer.paces.map(({ backend }) => backend)).toEqual(['webgpu', 'webgl']);
    await settled();
    expect(tried.slice(before)).toEqual([]);
    expect(asked.at(-1)).not.toContain('wasm');
  });
});
