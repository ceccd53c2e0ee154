import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import { createDocument } from '@/graph-engine/document/create';
import { getStudio } from '@/components/studio-state/use-studio';
import { keepDocument, listDocuments } from './document-storage';
import { noticeStore, type Notice } from '@/components/studio-state/messages';
import { arrived } from '@/components/studio-state/arrival';
import { openDocument } from '@/components/studio-state/studio';
import { startLesson } from '@/components/studio-state/lesson-store';
import { vae } from '@/templates/vae';
import { openNew } from './open-new';

describe('opening a new document', () => {
  it('never takes the place of a document that is kept', async () => {
    const kept = createDocument({ name: 'Mine' });
    await keepDocument(kept);
    await openNew({ ...kept, nodes: {} }, 'Open mine.hourglass.json', { keepIdentity: true });
    expect(getStudio().document.id).not.toBe(kept.id);
    expect(getStudio().document.name).toBe('Mine 2');
    const other = createDocument({ name: 'Other' });
    await openNew(other, 'Open other.hourglass.json', { keepIdentity: true });
    expect(getStudio().document.id).toBe(other.id);
  });

  it('is on its way until it is the open one', async () => {
    const opening = openNew(createDocument({ name: 'On its way' }), 'Open way.hourglass.json');
    expect(getStudio().document.name).not.toBe('On its way');
    await arrived();
    expect(getStudio().document.name).toBe('On its way');
    await opening;
  });

  it('opens what is new also where the browser keeps nothing', async () => {
    const broken = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new DOMException('', 'SecurityError');
    });
    await openNew(createDocument({ name: 'Template' }), 'Open the template Template');
    broken.mockRestore();
    expect(getStudio().document.name).toBe('Template');
  });

  it('takes the place of an untouched template of that name, and stands beside one that is not', async () => {
    const names = async (): Promise<readonly string[]> => (await listDocuments()).map(({ name }) => name).filter((name) => name.startsWith(vae.title));
    vi.stubGlobal('navigator', {});
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined });
    const first = { ...vae.create(), id: 'first' };
    startLesson(first.id, vae.id, false);
    await keepDocument(first);
    openDocument(first, 'Open the template');
    const sent = { ...vae.create(), notes: {} };
    await openNew(sent, 'Open sent.hourglass.json');
    expect(getStudio().document.name).toBe(sent.name);
    expect(await names()).toEqual([]);

    await keepDocument(getStudio().document);
    await openNew(sent, 'Open sent.hourglass.json');
    expect(getStudio().document.name).toBe(`${sent.name} 2`);
    await keepDocument(getStudio().document);
    await openNew({ ...sent, name: `${sent.name} 2` }, 'Open sent.hourglass.json');
    expect(getStudio().document.name).toBe(`${sent.name} 3`);
    vi.unstubAllGlobals();
  });

  it('says in one message that it is open, what should be known of it, and what could not be done', async () => {
    noticeStore.setState({ notices: [] });
    const told = async (options: Parameters<typeof openNew>[2]): Promise<readonly Partial<Notice>[]> => {
      await openNew(createDocument({ name: 'Told' }), 'Open it', options);
      const { notices } = noticeStore.getState();
      noticeStore.setState({ notices: [] });
      return notices.map(({ text, description, tone, action }) => ({ text: text.replace(/ \d+ /, ' '), ...(description && { description }), ...(tone && { tone }), ...(action && { action }) }));
    };
    const action = { label: 'Go back' };
    expect(await told({ notes: ['One.', 'Two.'] })).toMatchObject([{ text: 'Told is open.', description: 'One. Two. The one before is among the documents.', action }]);
    expect(await told({ notes: ['One.'], before: async () => 'Its weights are lost.' })).toMatchObject([{ description: 'Its weights are lost. One. The one before is among the documents.', tone: 'bad', action }]);
    expect(await told({ told: true })).toEqual([]);
    expect(await told({ told: true, notes: ['One.'] })).toEqual([{ text: 'Told is open.', description: 'One.' }]);
  });
});
