import { afterEach, expect, it, vi } from 'vitest';
import { limits } from '@/graph-engine/document/limits';
import { templates } from '@/templates/registry';
import { readDocument } from './read-document';
import { readLink } from './read-link';
import { readShareHash, shareHash } from './share-link';

const asked: unknown[] = [];
/** Does what the worker does, and says what came. */
class FakeWorker extends EventTarget {
  postMessage(source: unknown): void {
    asked.push(source);
    queueMicrotask(() => this.dispatchEvent(new MessageEvent('message', { data: readShareHash(source as string) })));
  }
  terminate(): void {
    asked.push('ended');
  }
}
afterEach(() => {
  asked.length = 0;
  vi.unstubAllGlobals();
});
const note = (text: string) => ({ id: 'note', text, position: { x: 0, y: 0 }, width: 100, height: 100 });

it('reads a small link where it is, and one with a long text in a worker', async () => {
  vi.stubGlobal('Worker', FakeWorker);
  const document = templates.vae.create();
  expect(await readLink(shareHash(document))).toMatchObject({ ok: true, document });
  expect([await readLink('#section'), (await readLink('#document=%%%'))?.ok]).toEqual([null, false]);
  expect(asked).toEqual([]);
  // A few kilobytes as a link, and 180,000 characters unpacked.
  const notes = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`note-${i}`, { ...note('a'.repeat(18_000)), id: `note-${i}` }]));
  const long = shareHash({ ...document, notes });
  expect(long.length).toBeLessThan(20_000);
  const opened = await readLink(long);
  expect(opened).toMatchObject({ ok: true });
  expect(opened?.ok && Object.isFrozen(opened.document)).toBe(true);
  expect(asked).toEqual([long, 'ended']);
});
it('tells a file that is too large without reading it', async () => {
  const file = { size: limits.text + 1, arrayBuffer: () => Promise.reject(new Error('read')) } as unknown as Blob;
  expect(await readDocument(file)).toMatchObject({ ok: false, problems: [{ place: 'file' }] });
});
