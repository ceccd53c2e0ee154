/** Who may write a document: its lock, from when it is opened until what belongs to it is kept, and what a page does that loses it. */
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDocument } from '@/graph-engine/document/create';
import { noticeStore } from '@/components/studio-state/messages';
import { openDocument, undo } from '@/components/studio-state/studio';
import { getStudio } from '@/components/studio-state/use-studio';
import { documents } from './database';
import { keepDocument } from './document-storage';
import { isOpenElsewhere, startLocks } from './lock';
import { takeOver } from './take-over';
import { isAsked, mayWrite, writerOf, writerStore } from '@/components/storage/writer';

const training = vi.hoisted(() => ({ settled: Promise.resolve() }));
vi.mock('@/components/training/controller', () => ({ trainer: { settled: () => training.settled, keepNow: async () => undefined, setKeeping: async () => true } }));

/** The locks of all pages of a browser. */
class Locks {
  private readonly held = new Map<string, (error: unknown) => void>();
  async request(name: string, options: { ifAvailable?: boolean; steal?: boolean }, run: (lock: object | null) => Promise<unknown>): Promise<unknown> {
    await Promise.resolve();
    if (options.ifAvailable && this.held.has(name)) return run(null);
    this.held.get(name)?.(new DOMException('', 'AbortError'));
    return new Promise((resolve, reject) => {
      const lose = (error: unknown): void => reject(error);
      this.held.set(name, lose);
      const done = (): void => void (this.held.get(name) === lose && this.held.delete(name));
      run({}).then(resolve, reject).finally(done);
    });
  }
  query = async () => ({ held: [...this.held.keys()].map((name) => ({ name })) });
}
let locks: Locks;
let stop: () => void;
const lockOf = (id: string): string => `hourglass-document-${id}`;
const holds = async (id: string): Promise<void> => vi.waitFor(() => expect(writerStore.getState().document).toBe(id));
/** A page other than this one takes the lock. */
const elsewhere = (id: string, options: { ifAvailable?: boolean; steal?: boolean }): Promise<boolean> =>
  new Promise((resolve) => {
    const held = locks.request(lockOf(id), options, (lock) => (resolve(lock !== null), lock ? new Promise(() => undefined) : Promise.resolve()));
    held.catch(() => undefined); // It may be stolen back.
  });

beforeEach(() => {
  locks = new Locks();
  training.settled = Promise.resolve();
  vi.stubGlobal('navigator', { locks });
  noticeStore.setState({ notices: [] });
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

test('a page writes the document that it has open, under a number of its own', async () => {
  const document = createDocument({ name: 'One' });
  openDocument(document, 'New document');
  stop = startLocks();
  expect([mayWrite(document.id), isAsked(document.id)]).toEqual([false, true]);
  await holds(document.id);
  expect(isAsked(document.id)).toBe(false);
  expect(writerOf(document.id)).toBeGreaterThan(0);
  expect(await isOpenElsewhere(document.id)).toBe(false);
});

test('a document is left to others only when its last state is kept, and who comes back before that has it still', async () => {
  const [one, two] = [createDocument({ name: 'One' }), createDocument({ name: 'Two' })];
  openDocument(one, 'New document');
  stop = startLocks();
  await holds(one.id);
  let finish: () => void = () => undefined;
  training.settled = new Promise((resolve) => (finish = resolve));
  openDocument(two, 'New document');
  await holds(two.id);
  expect(await elsewhere(one.id, { ifAvailable: true })).toBe(false);
  undo();
  await holds(one.id);
  expect(getStudio().readOnly).toBeNull();
  openDocument(two, 'Open Two');
  await holds(two.id);
  finish();
  await vi.waitFor(async () => expect((await locks.query()).held).toEqual([{ name: lockOf(two.id) }]));
  expect(await elsewhere(one.id, { ifAvailable: true })).toBe(true);
  expect(await isOpenElsewhere(one.id)).toBe(true);
  undo();
  expect(isAsked(one.id)).toBe(true);
  await vi.waitFor(() => expect(getStudio().readOnly).toMatch(/open in another tab/));
  await vi.waitFor(() => expect(isAsked(one.id)).toBe(false));
});

test('a page whose lock was stolen reads only, and takes the document over again with what was written meanwhile', async () => {
  const document = createDocument({ name: 'Stolen' });
  await keepDocument(document);
  openDocument(document, 'Open Stolen');
  stop = startLocks();
  await holds(document.id);
  const before = writerOf(document.id)!;
  await elsewhere(document.id, { steal: true });
  await vi.waitFor(() => expect(getStudio().readOnly).toMatch(/took this document over/));
  expect(mayWrite(document.id)).toBe(false);
  await keepDocument({ ...document, name: 'Written by the thief' });
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  takeOver();
  await vi.advanceTimersByTimeAsync(4_100);
  vi.useRealTimers();
  await holds(document.id);
  await vi.waitFor(() => expect(getStudio()).toMatchObject({ readOnly: null, document: { id: document.id, name: 'Written by the thief' } }));
  expect(writerOf(document.id)).toBeGreaterThan(before);
});

test('a document that another page has edited since it was open here comes back with those edits, as a step that can be undone', async () => {
  const [one, two] = [createDocument({ name: 'One' }), createDocument({ name: 'Two' })];
  await keepDocument(one);
  openDocument(one, 'Open One');
  stop = startLocks();
  await holds(one.id);
  openDocument(two, 'New document');
  await holds(two.id);
  await documents.write(['documents', 'versions'], async (change) => {
    await change.objectStore('versions').put({ document: one.id, version: 2, at: Date.now(), name: 'Edited elsewhere', value: { ...one, name: 'Edited elsewhere' } });
    await change.objectStore('documents').put({ ...(await change.objectStore('documents').get(one.id))!, version: 2 });
  });
  await vi.waitFor(async () => expect((await locks.query()).held).toEqual([{ name: lockOf(two.id) }]));
  undo();
  await vi.waitFor(() => expect(getStudio().document.name).toBe('Edited elsewhere'));
  expect(noticeStore.getState().notices.map(({ text }) => text)).toContain('Another tab has edited this document since it was open here.');
  undo();
  expect(getStudio().document).toMatchObject({ id: one.id, name: 'One' });
});
