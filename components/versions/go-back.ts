/** An earlier state comes back: in the open document as a step that can be undone, or as a document of its own. */
import { limits } from '@/graph-engine/document/limits';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { saveNow } from '@/components/persistence/autosave';
import { openNew } from '@/components/persistence/open-new';
import { showRefused } from '@/components/persistence/refused';
import { markReplaced, readVersion, type VersionInfo } from '@/components/persistence/version-storage';
import { unlessBroken } from '@/components/storage/unless-broken';
import { arriving } from '@/components/studio-state/arrival';
import { notify } from '@/components/studio-state/messages';
import { dispatch, undo } from '@/components/studio-state/studio';
import { getStudio } from '@/components/studio-state/use-studio';
import { calledOf, dateOf } from './version-words';

const capital = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}`;

/** What cannot be read is told, and gives null. */
async function heldBy(version: VersionInfo): Promise<HourglassDocument | null> {
  const opened = await readVersion(version);
  if (opened?.ok) return opened.document;
  if (opened) showRefused(capital(calledOf(version)), opened.problems);
  else notify(`${capital(calledOf(version))} is not in this browser any more.`, { tone: 'bad' });
  return null;
}

/** Of the open document. What is there now is kept as a version first, and stays one for a month. */
export const goBack = (version: VersionInfo): Promise<void> => arriving(bringBack(version));
async function bringBack(version: VersionInfo): Promise<void> {
  const held = await heldBy(version);
  const { document, readOnly } = getStudio();
  if (!held || document.id !== version.document) return;
  if (readOnly !== null) return notify('The document stays as it is.', { description: readOnly, tone: 'bad' });
  const label = capital(`go back to ${calledOf(version)}`);
  await saveNow();
  await unlessBroken(markReplaced(document.id, label), undefined);
  const now = getStudio().document;
  // Another one may have been opened meanwhile.
  if (now.id !== version.document) return;
  // Its name is what the document is found by now.
  const result = dispatch('replaceDocument', { document: { ...held, name: now.name }, label });
  if (result.ok) notify(`This is ${calledOf(version)}.`, { description: 'What was here before is a version too.', action: { label: 'Undo this', run: undo } });
}

export const openAsCopy = (version: VersionInfo): Promise<void> => arriving(copy(version));
async function copy(version: VersionInfo): Promise<void> {
  const held = await heldBy(version);
  if (!held) return;
  const name = `${version.name} (${version.label ?? dateOf(version)})`;
  await openNew({ ...held, name: name.slice(0, limits.name) }, `Open a copy of ${calledOf(version)}`);
}
