import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import { createDocument } from '@/graph-engine/document/create';
import { getStudio } from '@/components/studio-state/use-studio';
import { keepDocument } from './document-storage';
import { freeName, openNew } from './open-new';

describe('opening a new document', () => {
  it('counts names up, and keeps them within the limit', () => {
    expect(freeName('VAE', new Set())).toBe('VAE');
    expect(freeName('VAE', new Set(['VAE', 'VAE 2']))).toBe('VAE 3');
    const long = 'x'.repeat(200);
    expect(freeName(long, new Set([long]))).toHaveLength(200);
  });

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

  it('opens what is new also where the browser keeps nothing', async () => {
    const broken = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new DOMException('', 'SecurityError');
    });
    await openNew(createDocument({ name: 'Template' }), 'Open the template Template');
    broken.mockRestore();
    expect(getStudio().document.name).toBe('Template');
  });
});
