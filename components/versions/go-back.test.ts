import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDocument } from '@/graph-engine/document/create';
import { keepDocument } from '@/components/persistence/document-storage';
import { listVersions } from '@/components/persistence/version-storage';
import { dispatch, openDocument } from '@/components/studio-state/studio';
import { getStudio } from '@/components/studio-state/use-studio';
import { goBack } from './go-back';

const meanwhile = vi.hoisted(() => ({ run: (): unknown => undefined }));
vi.mock('@/components/persistence/version-storage', async (original) => ({ ...(await original<object>()), markReplaced: async () => meanwhile.run() }));

beforeEach(() => void vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined }));
afterEach(() => void vi.unstubAllGlobals());

test('going back replaces the document of the version, under the name that it has by then, and no other one', async () => {
  const made = createDocument({ name: 'Mine' });
  const document = { ...made, training: { ...made.training, seed: 7 } };
  await keepDocument(document);
  const [version] = (await listVersions(document.id)).versions;
  openDocument({ ...made, name: 'Called otherwise' }, 'Open Mine');
  meanwhile.run = () => dispatch('renameDocument', { name: 'Renamed meanwhile' });
  await goBack(version!);
  expect(getStudio().document).toMatchObject({ id: document.id, name: 'Renamed meanwhile', training: { seed: 7 } });

  const other = createDocument({ name: 'Other' });
  meanwhile.run = () => openDocument(other, 'Open Other');
  await goBack(version!);
  expect(getStudio().document).toEqual(other);
});
