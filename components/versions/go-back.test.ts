import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDocument } from '@/graph-engine/document/create';
import { keepDocument } from '@/components/persistence/document-storage';
import { listVersions } from '@/components/persistence/version-storage';
import { arrived } from '@/components/studio-state/arrival';
import { dispatch, openDocument } from '@/components/studio-state/studio';
import { getStudio } from '@/components/studio-state/use-studio';
import { goBack, openAsCopy } from './go-back';

const meanwhile = vi.hoisted(() => ({ run: (): unknown => undefined }));
vi.mock('@/components/persistence/version-storage', async (original) => ({ ...(await original<object>()), markReplaced: async () => meanwhile.run() }));

beforeEach(() => {
  meanwhile.run = () => undefined;
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined });
});
afterEach(() => void vi.unstubAllGlobals());

async function keptVersion(name: string) {
  const made = createDocument({ name });
  const document = { ...made, training: { ...made.training, seed: 7 } };
  await keepDocument(document);
  const [version] = (await listVersions(document.id)).versions;
  return { made, document, version: version! };
}

test('going back replaces the document of the version, under the name that it has by then, and no other one', async () => {
  const { made, document, version } = await keptVersion('Mine');
  openDocument({ ...made, name: 'Called otherwise' }, 'Open Mine');
  meanwhile.run = () => dispatch('renameDocument', { name: 'Renamed meanwhile' });
  await goBack(version);
  expect(getStudio().document).toMatchObject({ id: document.id, name: 'Renamed meanwhile', training: { seed: 7 } });

  const other = createDocument({ name: 'Other' });
  meanwhile.run = () => openDocument(other, 'Open Other');
  await goBack(version);
  expect(getStudio().document).toEqual(other);
});

test('what comes back is on its way until it is open', async () => {
  const { made, version } = await keptVersion('Copied');
  openDocument(made, 'Open Copied');
  const copying = openAsCopy(version);
  await arrived();
  expect(getStudio().document).toMatchObject({ training: { seed: 7 } });
  expect(getStudio().document.id).not.toBe(made.id);
  await copying;
  openDocument(made, 'Open Copied');
  void goBack(version);
  await arrived();
  expect(getStudio().document).toMatchObject({ id: made.id, training: { seed: 7 } });
});
