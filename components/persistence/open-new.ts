/** Opens a document that is not in this browser yet: under an identity of its own, and a name that tells it from the others. */
import { newId } from '@/graph-engine/document/ids';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { notify } from '@/components/studio-state/messages';
import { arriving } from '@/components/studio-state/arrival';
import { openDocument, undo } from '@/components/studio-state/studio';
import { studioStore } from '@/components/studio-state/studio-store';
import { isKept, listDocuments } from './document-storage';
import { freeName } from './free-name';
import { unlessBroken } from '@/components/storage/unless-broken';

interface Options {
  readonly keepIdentity?: boolean;
  /** Puts what belongs to the document where it is looked for when it is open. */
  readonly before?: (document: HourglassDocument) => Promise<void>;
  /** Who opens it says so, and offers the way back. */
  readonly told?: boolean;
}

/** The open document of that name, where nothing in it is the user's: what is opened takes its place. */
async function replacedBy({ name }: HourglassDocument): Promise<string | null> {
  const document = studioStore.getState().open?.document;
  if (document?.name !== name) return null;
  const { isUntouched } = await import('./untouched');
  return (await unlessBroken(isUntouched(document), false)) ? document.id : null;
}

/** Gives the name it is open under, and what it has taken the place of. */
async function bringIn(document: HourglassDocument, label: string, { keepIdentity = false, before }: Options): Promise<{ readonly name: string; readonly replaced: string | null }> {
  const replaced = await replacedBy(document);
  const open = studioStore.getState().open?.document;
  // Where the browser keeps nothing, there is nothing to be told apart from but what is open.
  const others = [...(await unlessBroken(listDocuments(), [])), ...(open ? [open] : [])].filter(({ id }) => id !== replaced);
  const keepsId = keepIdentity && !(await unlessBroken(isKept(document.id), false));
  const id = keepsId ? document.id : newId('document');
  const name = freeName(document.name, new Set(others.map((other) => other.name)));
  const opened = { ...document, id, name };
  await before?.(opened);
  openDocument(opened, label);
  return { name, replaced };
}

export async function openNew(document: HourglassDocument, label: string, options: Options = {}): Promise<void> {
  const { name, replaced } = await arriving(bringIn(document, label, options));
  if (replaced !== null) await (await import('./untouched')).leaveUntouched(replaced);
  if (!options.told) notify(`${name} is open.`, { ...(replaced === null && { description: 'The one before is among the documents.' }), action: { label: 'Go back', run: undo } });
}
