/** A press of what trains is carried out on the document that it was meant for, however long that takes to be opened. */
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HourglassDocument } from '@/graph-engine/document/types';
import type { DataTable } from '@/graph-engine/data/table';
import { vae } from '@/templates/vae';
import { dataNodeIds, sourceOf } from '@/components/data/data-source';
import { setEntry } from '@/components/data/data-store';
import { writerStore } from '@/components/storage/writer';
import { arriving } from '@/components/studio-state/arrival';
import { openDocument } from '@/components/studio-state/studio';
import { chooseBackend, step, trainer } from './controller';
import { setUp, usual } from './testing/fake-workers';
import { getTraining, idleTraining, trainingStore } from './use-training';

const worker = vi.hoisted(() => ({ connect: vi.fn() }));
vi.mock('./connect', () => ({ connectWorker: worker.connect }));

/** What reached the worker. */
let asked: string[];
let opening: Promise<void>;

function open(id: string): HourglassDocument {
  const document = { ...vae.create(), id };
  for (const node of dataNodeIds(document)) setEntry(sourceOf(document, node)!.key, { status: 'ready', table: {} as DataTable });
  openDocument(document, `Open ${id}`);
  return document;
}
const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

beforeEach(() => {
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined });
  asked = [];
  opening = Promise.resolve();
  worker.connect.mockImplementation(
    setUp(async (request) => {
      asked.push(request.kind === 'open' ? `open ${request.document.id}${request.backend === 'auto' ? '' : ` on ${request.backend}`}` : request.kind);
      if (request.kind === 'open') await opening;
      return usual(request);
    }).options.connect,
  );
  trainingStore.setState({ ...idleTraining, backendChoice: 'auto' });
});
afterEach(async () => {
  await trainer.close();
  vi.unstubAllGlobals();
});

test('a step that is asked for while a template is on its way is taken on it', async () => {
  open('before');
  let bring: () => void = () => undefined;
  void arriving(new Promise<void>((resolve) => (bring = resolve)));
  const stepped = step();
  await moment();
  open('template');
  bring();
  await stepped;
  expect(asked).toEqual(['open template', 'step']);
});

test('a step that is asked for before it is known whether this page may write waits for it: the model is then opened with what is kept', async () => {
  vi.stubGlobal('navigator', { locks: {} });
  open('locked');
  writerStore.setState({ document: null, asked: 'locked' });
  const stepped = step();
  await moment();
  expect(asked).toEqual([]);
  writerStore.setState({ document: 'locked', asked: null });
  await stepped;
  expect(asked).toEqual(['open locked', 'step']);
});

test('a step is not taken where its document was left while the model was being opened', async () => {
  open('left');
  let opened: () => void = () => undefined;
  opening = new Promise((resolve) => (opened = resolve));
  const stepped = step();
  await vi.waitFor(() => expect(asked).toEqual(['open left']));
  open('next');
  void trainer.close();
  opened();
  await stepped;
  await trainer.settled();
  expect(asked).toEqual(['open left', 'dispose']);
  expect(getTraining().problem).toBe(null);
});

test('a backend that is chosen while the model is being opened is the one that it comes to run on', async () => {
  open('chosen');
  let opened: () => void = () => undefined;
  opening = new Promise((resolve) => (opened = resolve));
  const stepped = step();
  await vi.waitFor(() => expect(asked).toEqual(['open chosen']));
  const chosen = chooseBackend('cpu');
  opened();
  await Promise.all([stepped, chosen]);
  expect(asked).toContain('open chosen on cpu');
  expect(asked).toContain('step');
});
