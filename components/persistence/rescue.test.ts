import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noticeStore } from '@/components/studio-state/messages';
import { templates } from '@/templates/registry';
import { claimDocument, keepDocument, lastOpen, readDocument } from './document-storage';
import { clearRescue, keepRescued, layDown } from './rescue';

class Memory {
  [name: string]: unknown;
  setItem(name: string, value: string): void {
    this[name] = value;
  }
  getItem(name: string): string | null {
    return (this[name] as string | undefined) ?? null;
  }
  removeItem(name: string): void {
    delete this[name];
  }
}
beforeEach(() => void vi.stubGlobal('localStorage', new Memory()));
afterEach(() => vi.unstubAllGlobals());

test('what a page laid down before it went is kept at the next start, and is the document that opens', async () => {
  const document = { ...templates.autoencoder.create(), id: 'gone', name: 'Gone in a hurry' };
  layDown(document);
  await keepRescued();
  expect(await readDocument('gone')).toMatchObject({ ok: true, document });
  expect(await lastOpen()).toBe('gone');
  expect(Object.keys(localStorage)).toEqual([]);
});

test('nothing is rescued that was kept in time, nor what is damaged', async () => {
  const document = { ...templates.autoencoder.create(), id: 'in-time' };
  layDown(document);
  clearRescue(document.id);
  localStorage.setItem('hourglass-rescue-damaged', '{"format":"hourglass"');
  await keepRescued();
  expect((await readDocument('in-time')).ok).toBe(false);
  expect((await readDocument('damaged')).ok).toBe(false);
});

test('what was laid down by a page that has been overtaken since does not take the place of what came after', async () => {
  const document = { ...templates.autoencoder.create(), id: 'overtaken', name: 'Frozen' };
  await claimDocument(document.id);
  layDown(document);
  await claimDocument(document.id);
  await keepDocument({ ...document, name: 'Newer' });
  await keepRescued();
  expect(await readDocument('overtaken')).toMatchObject({ ok: true, document: { name: 'Newer' } });
  expect(Object.keys(localStorage)).toEqual([]);
  layDown({ ...document, name: 'In a hurry' });
  await keepRescued();
  expect(await readDocument('overtaken')).toMatchObject({ ok: true, document: { name: 'In a hurry' } });
});

test('on a full disk what was laid down waits for the next start, and keeps nothing from opening', async () => {
  const document = { ...templates.autoencoder.create(), id: 'crowded', name: 'Crowded' };
  layDown(document);
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('', 'QuotaExceededError');
  });
  expect(await keepRescued()).toBe(false);
  put.mockRestore();
  expect(noticeStore.getState().notices.map(({ text }) => text)).toEqual(['The last edits of Crowded could not be saved yet.']);
  expect(Object.keys(localStorage)).toHaveLength(1);
  expect(await keepRescued()).toBe(true);
  expect(await readDocument('crowded')).toMatchObject({ ok: true, document });
});
