import { describe, expect, it, vi } from 'vitest';
import type { GraphNode } from '../document/types';
import { chooseBackend } from '../runtime/backends/choose';
import { generatedData } from '../testing/template-data';
import { smallAutoencoder } from '../testing/small-autoencoder';
import { printColumns } from '../data/columns/settings';
import { openFiles } from '../data/open-files';
import { graph } from '../testing/build-document';
import { sourceOf } from '../testing/whole-table';
import { MemoryCheckpoints } from './checkpoints';
import { createTrainingClient, type TrainingClient } from './client';
import type { FromWorker, TrainingEvent, ViewRequest, ViewResult } from './protocol';
import { TrainingServer } from './server';

const document = smallAutoencoder();

/** Both ends in one process; messages go through structuredClone, as between a page and a worker. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
/** A clock by which everything takes long. */
const slowly = (time = 0) => (): number => (time += 30);
function connect(checkpoints = new MemoryCheckpoints(), breath = breathe, now = (): number => performance.now()): { client: TrainingClient; events: TrainingEvent[] } {
  let listener: (message: FromWorker) => void = () => {};
  const server = new TrainingServer({
    post: (message) => listener(structuredClone(message)),
    clock: { now, breathe: breath },
    checkpoints,
    chooseBackend: () => chooseBackend('cpu'),
  });
  const client = createTrainingClient({
    post: (message) => void server.handle(structuredClone(message)),
    onMessage: (added) => (listener = added),
    close: () => {},
  });
  const events: TrainingEvent[] = [];
  client.on((event) => events.push(event));
  return { client, events };
}
const openRequest = async (restore: boolean) => ({ kind: 'open', document, data: await generatedData(document, 160), backend: 'auto', restore, run: 'new', keeps: true }) as const;
const states = (events: readonly TrainingEvent[]): string[] => events.flatMap((event) => (event.kind === 'state' ? [event.state] : []));

describe('the training worker', () => {
  it('refuses to train what is frozen, and shows it all the same', async () => {
    const nodes = Object.fromEntries(Object.entries(document.nodes).map(([id, node]) => [id, { ...node, frozen: true }]));
    const { client, events } = connect();
    expect(await client.request({ ...(await openRequest(false)), document: { ...document, nodes } })).toMatchObject({ kind: 'opened' });
    for (const kind of ['train', 'step'] as const) await expect(client.request({ kind })).rejects.toThrow('There is nothing to train: every weight is frozen');
    expect(states(events)).toEqual(['preparing', 'idle']);
    expect(await client.request({ kind: 'view', view: { kind: 'reconstructions', count: 2 } })).toMatchObject({ kind: 'view' });
  });
  it('opens, trains, pauses, steps, and goes on after a restart where it stopped', async () => {
    const checkpoints = new MemoryCheckpoints();
    const { client, events } = connect(checkpoints);
    expect(await client.request(await openRequest(true))).toMatchObject({ kind: 'opened', backend: 'cpu', restored: null });
    await client.request({ kind: 'train' });
    await vi.waitFor(() => expect(events.some((event) => event.kind === 'progress' && event.progress.step > 0)).toBe(true));
    await client.request({ kind: 'pause' });
    const stopped = events.findLast((event) => event.kind === 'progress')!;
    expect(stopped.progress.step).toBeGreaterThan(0);
    await client.request({ kind: 'step' });
    expect(events.findLast((event) => event.kind === 'progress')!.progress.step).toBe(stopped.progress.step + 1);
    expect(states(events)).toEqual(['preparing', 'idle', 'running', 'paused', 'running', 'paused']);

    const again = connect(checkpoints);
    expect(await again.client.request(await openRequest(true))).toMatchObject({ restored: { step: stopped.progress.step + 1, run: 'new' } });
    await again.client.request({ kind: 'dispose' });
    const fresh = connect(checkpoints);
    expect(await fresh.client.request(await openRequest(false))).toMatchObject({ restored: null });
  });

  it('keeps the weights that fit when the model has grown, says which start fresh, and leaves the trained ones until a step is taken', async () => {
    const checkpoints = new MemoryCheckpoints();
    const first = connect(checkpoints);
    await first.client.request(await openRequest(true));
    await first.client.request({ kind: 'step' });
    const { encoder } = document.nodes as { encoder: GraphNode };
    const grown = { ...document, nodes: { ...document.nodes, encoder: { ...encoder, layers: { ...encoder.layers, more: { id: 'more', kind: 'dense', order: 9, params: { units: 8 } } } } } };
    const second = connect(checkpoints);
    const answer = await second.client.request({ ...(await openRequest(true)), document: grown, run: 'second' });
    expect(answer).toMatchObject({ restored: null, taken: { fresh: ['kernel of Dense (layer 3) in Encoder', 'bias of Dense (layer 3) in Encoder'] } });
    expect(answer.kind === 'opened' && answer.taken!.kept).toBeGreaterThan(3);
    expect((await checkpoints.load(document.id))!.run).not.toBe('second');
    await second.client.request({ kind: 'step' });
    expect(await checkpoints.load(document.id)).toMatchObject({ run: 'second', snapshot: { step: 1 } });
    // What is asked for afresh takes nothing.
    expect(await connect(checkpoints).client.request(await openRequest(false))).toMatchObject({ restored: null, taken: null });
  });

  it('runs once when it is asked twice', async () => {
    let [runs, most] = [0, 0];
    const { client } = connect(undefined, async () => {
      most = Math.max(most, ++runs);
      await breathe();
      runs--;
    });
    await client.request(await openRequest(false));
    await Promise.all([client.request({ kind: 'train' }), client.request({ kind: 'train' })]);
    await new Promise((resolve) => setTimeout(resolve, 60));
    await client.request({ kind: 'pause' });
    expect(most).toBe(1);
  });

  it('answers every view, with numbers or with the reason why there are none', async () => {
    const { client } = connect();
    await client.request(await openRequest(false));
    const views: readonly [ViewRequest, string][] = [
      [{ kind: 'reconstructions', count: 8 }, 'reconstructions'],
      [{ kind: 'code-map', count: 16 }, 'code-map'],
      [{ kind: 'samples', count: 4, seed: 1 }, 'samples'],
      [{ kind: 'traversal', item: 0, place: 0, axes: [0, 1], steps: 5 }, 'traversal'],
      [{ kind: 'interpolation', from: 0, to: 3, steps: 5 }, 'interpolation'],
      [{ kind: 'decode', code: [0, 0] }, 'decode'],
      [{ kind: 'tap', tap: 'encoder.out', count: 3 }, 'tap'],
      [{ kind: 'code-use', count: 16 }, 'none'],
      [{ kind: 'confusion', count: 16 }, 'none'],
      [{ kind: 'decode', code: [0] }, 'none'],
    ];
    for (const [view, kind] of views) {
      const answer = await client.request({ kind: 'view', view });
      expect(answer.kind === 'view' && answer.view.kind).toBe(kind);
    }
  });

  it('measures a step between two steps of a run, which goes on as if nothing had been', async () => {
    const finish = async (measured: boolean): Promise<readonly number[]> => {
      const { client, events } = connect();
      await client.request({ ...(await openRequest(false)), document: { ...document, training: { ...document.training, epochs: 12 } } });
      await client.request({ kind: 'train' });
      if (measured) {
        const answer = await client.request({ kind: 'profile' });
        if (answer.kind !== 'profile') throw new Error(answer.kind);
        expect(answer.profile).toMatchObject({ batch: 16, peak: null, players: [{ player: 'autoencoder', memory: null }] });
        expect(answer.profile.clock.fastestMs).toBeGreaterThan(0);
        expect(states(events)).toEqual(['preparing', 'idle', 'running']);
      }
      while (states(events).at(-1) !== 'done') await breathe();
      return events.flatMap((event) => (event.kind === 'metrics' ? event.rows.map(({ values }) => values['loss']!) : []));
    };
    expect(await finish(true)).toEqual(await finish(false));
  });

  it('measures before it closes the model', async () => {
    const { client } = connect();
    await client.request(await openRequest(false));
    const [answer] = await Promise.all([client.request({ kind: 'profile' }), client.request({ kind: 'dispose' })]);
    expect(answer.kind).toBe('profile');
    await expect(client.request({ kind: 'profile' })).rejects.toThrow('internal: no model is open');
  });

  it('tells a fault of the user from one of ours', async () => {
    const { client } = connect();
    await expect(client.request({ kind: 'train' })).rejects.toMatchObject({ internal: true, message: expect.stringMatching(/^internal:/) });
    await expect(client.request({ ...(await openRequest(false)), data: {} })).rejects.toMatchObject({ internal: false, message: expect.stringContaining('has no data') });
  });

  it('gives weights that can be read back', async () => {
    const { client } = connect();
    await client.request(await openRequest(false));
    const answer = await client.request({ kind: 'weights' });
    expect(answer.kind === 'weights' && answer.bytes.length).toBeGreaterThan(500);
  });
});

it('says how far the fitting of a large table is, stops it when it is paused, and goes on with it', async () => {
  const columns = 12;
  const text = `${Array.from({ length: columns }, (_, i) => `c${i}`).join(',')}\n${Array.from({ length: 200 }, (_, row) => Array.from({ length: columns }, (__, i) => (row * (i + 3)) % 97).join(',')).join('\n')}\n`;
  const { table, columns: settings } = await openFiles([sourceOf(text, 't.csv')]);
  const document = graph()
    .node('dataset', { source: 'file', fileName: 't.csv', columns: printColumns(settings) })
    .node('encoder', {}, { layers: [['dense', { units: 4 }]] })
    .node('bottleneck', { kind: 'vector', size: 2, projection: true })
    .node('decoder', { mirror: 'encoder', output: 'linear' })
    .node('loss', { kind: 'squared' })
    .wire('dataset.data', 'encoder.in').wire('encoder.out', 'bottleneck.in').wire('bottleneck.code', 'decoder.in').wire('decoder.out', 'loss.prediction').wire('dataset.data', 'loss.target')
    .done();
  let fitted = 0;
  const pausing: Promise<unknown>[] = [];
  const { client, events } = connect(new MemoryCheckpoints(), async () => {
    // At the fourth breath of the fitting, before any step.
    if (events.some(({ kind }) => kind === 'fitting') && ++fitted === 4) pausing.push(client.request({ kind: 'pause' }));
    await breathe();
  }, slowly());
  await client.request({ kind: 'open', document, data: { dataset: table }, backend: 'auto', restore: false, run: 'new', keeps: true });
  const shares = (from = 0): (number | null)[] => events.slice(from).flatMap((event) => (event.kind === 'fitting' ? [event.share] : []));
  await client.request({ kind: 'train' });
  await expect.poll(() => states(events).at(-1)).toBe('paused');
  await Promise.all(pausing);
  const stopped = shares();
  expect(stopped.at(-1)).toBeNull();
  expect(stopped.length).toBeLessThan(columns);
  expect(events.some(({ kind }) => kind === 'progress')).toBe(false);
  const before = events.length;
  await client.request({ kind: 'step' });
  const all = [...stopped, ...shares(before)].filter((share) => share !== null);
  expect(all).toEqual(all.toSorted((a, b) => a - b));
  expect(new Set(all).size).toBe(all.length);
  expect(events.findLast((event) => event.kind === 'progress')!.progress.step).toBe(1);
});
it('chooses what computes once, and again after a failure or for another wish', async () => {
  const chosen: string[] = [];
  const server = new TrainingServer({
    post: () => undefined,
    clock: { now: () => performance.now(), breathe },
    checkpoints: new MemoryCheckpoints(),
    chooseBackend: (preferred) => {
      chosen.push(preferred);
      return chooseBackend('cpu');
    },
  });
  const open = await openRequest(false);
  await server.handle({ id: 1, request: { kind: 'warm', backend: 'auto' } });
  await server.handle({ id: 2, request: open });
  await server.handle({ id: 3, request: open });
  expect(chosen).toEqual(['auto']);
  await server.handle({ id: 4, request: { ...open, data: {} } });
  await server.handle({ id: 5, request: open });
  expect(chosen).toEqual(['auto', 'auto']);
  // What is set up already is taken as it is.
  await server.handle({ id: 6, request: { ...open, backend: 'cpu' } });
  expect(chosen).toEqual(['auto', 'auto']);
  await server.handle({ id: 7, request: { ...open, backend: 'wasm' } });
  expect(chosen).toEqual(['auto', 'auto', 'wasm']);
});

it('shows other data with the trained weights, item by item, and the data of the model again', async () => {
  const { client } = connect();
  const request = await openRequest(false);
  await client.request(request);
  for (let step = 0; step < 3; step++) await client.request({ kind: 'step' });
  const weights = async (): Promise<unknown> => client.request({ kind: 'weights' });
  const look = async <K extends ViewRequest['kind']>(view: Extract<ViewRequest, { kind: K }>): Promise<ViewResult> => {
    const answer = await client.request({ kind: 'view', view });
    if (answer.kind !== 'view') throw new Error(answer.kind);
    return answer.view;
  };
  const [before, own] = [await weights(), await look({ kind: 'reconstructions', count: 4 })];
  const [id, table] = Object.entries(request.data)[0]!;
  const size = table.values.length / table.count;
  const values = Float32Array.from(table.values.slice(0, 9 * size), (x) => x * table.scale);
  for (let i = 0; i < size; i += 2) values[5 * size + i] = 8;
  const other = { ...table, name: 'other.idx', count: 9, scale: 1, values, labels: null };

  const looked = await client.request({ kind: 'look', data: { [id]: other } });
  expect(looked.kind === 'looked' && looked.remarks.map(({ code }) => code)).toEqual(['data.outside']);
  const worst = await look({ kind: 'reconstructions', count: 3, order: 'error' });
  if (worst.kind !== 'reconstructions') throw new Error(worst.kind);
  expect([worst.items[0], worst.input.count, worst.input.values[0]]).toEqual([5, 3, 8]);
  expect([...worst.errors].toSorted((a, b) => b - a)).toEqual([...worst.errors]);
  const items = await look({ kind: 'items' });
  if (items.kind !== 'items') throw new Error(items.kind);
  expect(items.count).toBe(9);
  // Whole, as the Loss adds the numbers of an item up.
  expect(worst.unit).toBe('squared error per image');
  expect(worst.errors[0]! / items.errors![5]!).toBeCloseTo(1, 5);
  const map = await look({ kind: 'code-map', count: 100 });
  expect(map.kind === 'code-map' && map.points.length).toBe(18);

  // One item alone has the code that it has among others.
  await client.request({ kind: 'look', data: { [id]: { ...other, count: 1, values: values.slice(2 * size, 3 * size) } } });
  const alone = await look({ kind: 'items' });
  const width = items.codes!.size;
  expect(alone.kind === 'items' && alone.codes!.values).toEqual(items.codes!.values.slice(2 * width, 3 * width));

  await expect(client.request({ kind: 'look', data: { [id]: { ...other, shape: [1, size, 1] } } })).rejects.toThrow(/expects items of/);
  await client.request({ kind: 'look', data: null });
  expect(await look({ kind: 'reconstructions', count: 4 })).toEqual(own);
  expect(await weights()).toEqual(before);
});
