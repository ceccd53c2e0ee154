import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { arrived } from '@/components/studio-state/arrival';
import { lessonOf, tickStep } from '@/components/studio-state/lesson-store';
import { dispatch, getStudio, undo } from '@/components/studio-state';
import { autoencoder } from '@/templates/autoencoder';
import { vae } from '@/templates/vae';
import { openTemplate } from './templates';

beforeEach(() => {
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined });
});
afterEach(() => vi.unstubAllGlobals());

it('stays with a copy that is open and untouched, so that undo goes to what came before it and not to its like', async () => {
  openTemplate(autoencoder);
  await arrived();
  const before = getStudio().document;
  openTemplate(vae);
  await arrived();
  const { id } = getStudio().document;
  tickStep(id, 0);
  openTemplate(vae);
  await arrived();
  expect(getStudio().document.id).toBe(id);
  expect(lessonOf(id)).toMatchObject({ template: 'vae', done: [] });
  undo();
  expect(getStudio().document.id).toBe(before.id);
});
it('opens another copy beside one that was edited', async () => {
  openTemplate(vae);
  await arrived();
  const { id, nodes } = getStudio().document;
  dispatch('remove', { ids: Object.keys(nodes).slice(0, 1) });
  openTemplate(vae);
  await arrived();
  expect(getStudio().document.id).not.toBe(id);
  undo();
  expect(getStudio().document.id).toBe(id);
});
