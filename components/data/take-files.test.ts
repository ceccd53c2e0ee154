import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { createDocument } from '@/graph-engine/document/create';
import { dispatch, openDocument, setReadOnly, undo } from '@/components/studio-state/studio';
import { studioStore } from '@/components/studio-state/studio-store';
import { getStudio } from '@/components/studio-state/use-studio';
import { dataNodeIds, sourceOf } from './data-source';
import { dataStore, entryOf } from './data-store';
import { ensureData } from './load-data';
import { readFiles } from './read-files';
import type { GivenFile } from './read-protocol';
import { readRequest } from './read-request';
import { takeFiles } from './take-files';

// What the worker does, on this thread.
vi.mock('./read-files', () => ({ readFiles: vi.fn() }));
vi.mock('./generate-table', () => ({ generateTable: () => new Promise(() => undefined) }));

/** Four images of 2 × 3 as IDX. */
const idxBytes = (first: number): Uint8Array<ArrayBuffer> => Uint8Array.from([0, 0, 8, 3, 0, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 3, ...Array.from({ length: 24 }, (_, i) => first + i)]);
const file = (name: string, first = 1): GivenFile => ({ name, blob: new Blob([idxBytes(first)]) });
const current = (node: string) => entryOf(sourceOf(getStudio().document, node)!.key);

let node = '';
let stop: () => void = () => undefined;
beforeEach(() => {
  vi.restoreAllMocks();
  vi.mocked(readFiles).mockReset().mockImplementation((request, asked) => readRequest(request, asked));
  dataStore.setState({ entries: {} });
  openDocument(createDocument(), 'New document');
  const added = dispatch('addNode', { kind: 'dataset', position: { x: 0, y: 0 } });
  node = added.ok ? added.created[0]! : '';
  stop();
  // As the studio does it: whatever the document asks for is loaded at once.
  stop = studioStore.subscribe(({ open }) => open && dataNodeIds(open.document).forEach((id) => ensureData(sourceOf(open.document, id)!)));
});

test('a file is read once, whoever follows the document', async () => {
  expect(await takeFiles(node, [file('own-images.idx')])).toEqual({ kind: 'taken', fitted: [], notKept: null });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(readFiles).toHaveBeenCalledOnce();
  expect(current(node)).toMatchObject({ status: 'ready', table: { count: 4, shape: [2, 3, 1] } });
  undo();
  expect(getStudio().document.nodes[node]!.params['fileName'] ?? '').toBe('');
});

test('a file that the browser cannot keep is used all the same, and who took it is told', async () => {
  const full = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  expect(await takeFiles(node, [file('own-images.idx')])).toEqual({ kind: 'taken', fitted: [], notKept: 'The file could not be kept in the browser: it must be given again after a reload. full' });
  full.mockRestore();
  expect(current(node)).toMatchObject({ status: 'ready', table: { count: 4 } });
});

test('a file that may not be used leaves no trace', async () => {
  setReadOnly('Another tab has it.');
  const before = dataStore.getState().entries;
  expect(await takeFiles(node, [file('own-images.idx')])).toEqual({ kind: 'refused', reason: 'Another tab has it.' });
  expect(Object.keys(dataStore.getState().entries)).toEqual(Object.keys(before));
});
