/** When checkpoints are written, and what happens where they cannot be, or must not be. */
import { expect, it } from 'vitest';
import type { GraphNode } from '../document/types';
import { askServer } from '../testing/ask-server';
import { generatedData } from '../testing/template-data';
import { smallAutoencoder } from '../testing/small-autoencoder';
import { readSafetensors } from '../runtime/safetensors';
import { CheckpointError, MemoryCheckpoints, SupersededError, type Checkpoint } from './checkpoints';
import type { Answer, Request } from './protocol';

const small = smallAutoencoder();
const document = { ...small, training: { ...small.training, epochs: 12 } };

/** Storage that can be full, or unreadable. */
class Disk extends MemoryCheckpoints {
  full = false;
  readonly written: number[] = [];
  override async load(id: string): Promise<Checkpoint | null> {
    if (this.full) throw new CheckpointError('The disk is broken.');
    return super.load(id);
  }
  /** The greatest number of a writer that it has seen. */
  writer = 0;
  override async save(id: string, checkpoint: Checkpoint, writer: number | null = null): Promise<void> {
    if (writer !== null && writer < this.writer) throw new SupersededError('taken over');
    if (this.full) throw new CheckpointError('The disk is full.');
    this.written.push(checkpoint.snapshot.step);
    return super.save(id, checkpoint);
  }
}

/** A server whose clock goes on by a little whenever it is asked, so that seconds pass without waiting. */
function serverOn(disk: Disk, tickMs = 4) {
  let time = 0;
  const { events, ask } = askServer(disk, () => (time += tickMs));
  const open = async (more: Partial<Pick<Extract<Request, { kind: 'open' }>, 'restore' | 'keeps' | 'run' | 'writer' | 'begin'>> = {}): Promise<Answer> =>
    ask({ kind: 'open', document, data: await generatedData(document, 160), backend: 'auto', restore: false, run: 'one', keeps: true, ...more });
  const state = (): string | undefined => events.flatMap((event) => (event.kind === 'state' ? [event.state] : [])).at(-1);
  const finished = async (): Promise<void> => {
    while (!['done', 'failed'].includes(state() ?? '')) await new Promise((resolve) => setImmediate(resolve));
  };
  return { ask, open, events, state, finished, time: () => time };
}

it('writes the first checkpoint within two seconds of a run, and names the run', async () => {
  const disk = new Disk();
  const { ask, open, finished, time, events } = serverOn(disk);
  await open();
  const start = time();
  let first: number | null = null;
  const push = events.push.bind(events);
  events.push = (...added) => {
    if (added.some(({ kind }) => kind === 'checkpoint')) first ??= time() - start;
    return push(...added);
  };
  await ask({ kind: 'train' });
  await finished();
  expect(first).not.toBeNull();
  expect(first!).toBeLessThanOrEqual(2_000);
  expect(disk.written.length).toBeGreaterThan(1);
  expect(await serverOn(disk).open({ restore: true, run: 'two' })).toMatchObject({ restored: { step: disk.written.at(-1), run: 'one' }, unread: null });
});

it('goes on when the disk is full, says so, and keeps the next checkpoint when there is space', async () => {
  const disk = new Disk();
  const { ask, open, events, finished, state } = serverOn(disk);
  await open();
  disk.full = true;
  await ask({ kind: 'train' });
  await finished();
  expect(state()).toBe('done');
  expect(events).toContainEqual({ kind: 'not-kept', step: expect.any(Number) as number, reason: 'The disk is full.' });
  expect(disk.written).toEqual([]);
  disk.full = false;
  await ask({ kind: 'checkpoint' });
  expect(disk.written).toHaveLength(1);
  expect(events.at(-1)).toEqual({ kind: 'checkpoint', step: disk.written[0] });
  // What is kept is not written twice.
  await ask({ kind: 'checkpoint' });
  expect(disk.written).toHaveLength(1);
});

it('opens with fresh weights, and says why, where those that are kept cannot be read', async () => {
  const disk = new Disk();
  disk.full = true;
  expect(await serverOn(disk).open({ restore: true })).toMatchObject({ kind: 'opened', restored: null, unread: 'The disk is broken.' });
});

it('writes nothing where it does not keep, from the start or from when it is told', async () => {
  const disk = new Disk();
  const reader = serverOn(disk);
  await reader.open({ keeps: false });
  await reader.ask({ kind: 'train' });
  await reader.finished();
  await reader.ask({ kind: 'checkpoint' });
  expect(disk.written).toEqual([]);
  const writer = serverOn(disk);
  await writer.open();
  await writer.ask({ kind: 'step' });
  await writer.ask({ kind: 'keeps', on: false });
  await writer.ask({ kind: 'step' });
  expect(disk.written).toEqual([1]);
});

it('does not put the weights of a fresh model in the place of trained ones', async () => {
  const disk = new Disk();
  const first = serverOn(disk);
  await first.open();
  await first.ask({ kind: 'step' });
  const second = serverOn(disk);
  await second.open({ run: 'two' });
  await second.ask({ kind: 'checkpoint' });
  await second.ask({ kind: 'train' });
  await second.ask({ kind: 'dispose' });
  const steps = disk.written.slice(1);
  expect(steps).not.toContain(0);
});

it('opens the same model again with the weights that it has, also where those could not be kept', async () => {
  const disk = new Disk();
  const { ask, open } = serverOn(disk);
  await open();
  await ask({ kind: 'step' });
  disk.full = true;
  await ask({ kind: 'step' });
  expect(await open({ restore: true, run: 'two' })).toMatchObject({ restored: { step: 2, run: 'one' }, unread: null });
  disk.full = false;
  await ask({ kind: 'checkpoint' });
  expect(disk.written).toEqual([1, 2]);
  // Closed before, it is what is kept that counts.
  await ask({ kind: 'keeps', on: false });
  await ask({ kind: 'step' });
  await ask({ kind: 'dispose' });
  expect(await open({ restore: true })).toMatchObject({ restored: { step: 2 } });
});

it('writes nothing more once another writer has the document, says so once, and the run goes on', async () => {
  const disk = new Disk();
  const { ask, open, finished, state, events } = serverOn(disk);
  await open({ writer: 3 });
  await ask({ kind: 'step' });
  expect(disk.written).toEqual([1]);
  disk.writer = 4;
  await ask({ kind: 'train' });
  await finished();
  await ask({ kind: 'checkpoint' });
  expect(state()).toBe('done');
  expect(disk.written).toEqual([1]);
  expect(events.filter(({ kind }) => kind === 'superseded')).toHaveLength(1);
  expect(events.some(({ kind }) => kind === 'not-kept')).toBe(false);
});

it('takes the weights of an edited model from the one that is open, also where those could not be kept, and those of one before that again', async () => {
  const disk = new Disk();
  disk.full = true;
  const { ask, open } = serverOn(disk);
  await open({ restore: true });
  for (let step = 0; step < 3; step++) await ask({ kind: 'step' });
  const edited = (units: number) => {
    const { encoder } = document.nodes as { encoder: GraphNode };
    const layers = Object.fromEntries(Object.entries(encoder.layers).map(([id, layer]) => [id, layer.kind === 'dense' ? { ...layer, params: { ...layer.params, units } } : layer]));
    return { ...document, nodes: { ...document.nodes, encoder: { ...encoder, layers } } };
  };
  const data = await generatedData(document, 160);
  const openEdited = (units: number, more = {}): Promise<Answer> => ask({ kind: 'open', document: edited(units), data, backend: 'auto', restore: true, run: 'two', keeps: true, ...more });
  const wider = await openEdited(12);
  // A layer that is wider begins anew with what reads it; the rest is kept.
  expect(wider).toMatchObject({ restored: null, taken: { step: 3, changed: 'model', fresh: ['kernel of Dense (layer 2) in Encoder', 'bias of Dense (layer 2) in Encoder', 'head kernel of Bottleneck'] } });
  // Nothing of it was trained: another edit, and the one that takes it back, begin with the trained weights again.
  expect(await openEdited(13)).toMatchObject({ taken: { step: 3 } });
  expect(await openEdited(8)).toMatchObject({ restored: { step: 3, run: 'one' }, taken: null });
  // Other data of the same shape: a new run with the weights, whose data are prepared anew.
  const [id, table] = Object.entries(data)[0]!;
  const others = { [id]: { ...table, values: table.values.toReversed() } };
  expect(await openEdited(8, { data: others })).toMatchObject({ restored: null, taken: { step: 3, changed: 'data', fresh: [] } });
});

it('begins with weights that are given, keeps them at once, and gives back all that going on needs', async () => {
  const disk = new Disk();
  const { ask, open } = serverOn(disk);
  await open();
  for (let step = 0; step < 4; step++) await ask({ kind: 'step' });
  const before = (await ask({ kind: 'snapshot' })) as Extract<Answer, { kind: 'snapshot' }>;
  expect(before).toMatchObject({ batch: 16, checkpoint: { run: 'one', snapshot: { step: 4 } } });
  await ask({ kind: 'step' });
  // From a file: a new run, with the weights alone.
  const parameters = new Map([...before.checkpoint.snapshot.parameters].filter(([name]) => !name.includes(':')).map(([name, { shape, data }]) => [name, { shape, data: data.map((x) => x / 2) }]));
  const brought: Checkpoint = { fingerprint: '', run: 'file', from: 'x.safetensors', snapshot: { step: 70, seed: 0, parameters, stopping: null } };
  expect(await open({ restore: true, run: 'two', begin: brought })).toMatchObject({ restored: null, taken: { step: 70, from: 'x.safetensors', fresh: [] } });
  expect(await ask({ kind: 'snapshot' })).toMatchObject({ checkpoint: { from: 'x.safetensors' } });
  const kernel = [...parameters.keys()].find((name) => name.endsWith('kernel'))!;
  const weights = (await ask({ kind: 'weights' })) as Extract<Answer, { kind: 'weights' }>;
  const read = readSafetensors(weights.bytes);
  expect('tensors' in read && read.tensors.get(kernel)!.data).toEqual(parameters.get(kernel)!.data);
  // A reload begins with them again.
  expect(await serverOn(disk).open({ restore: true, run: 'three' })).toMatchObject({ taken: { step: 70, from: 'x.safetensors' } });
  // Back to what was before: the run goes on where it was.
  expect(await open({ restore: true, run: 'four', begin: before.checkpoint })).toMatchObject({ restored: { step: 4, run: 'one' }, taken: null });
  expect(await serverOn(disk).open({ restore: true, run: 'five' })).toMatchObject({ restored: { step: 4, run: 'one' } });
});
