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
  /** Puts what belongs to the document where it is looked for when it is open; gives a sentence where it could not. */
  readonly before?: (document: HourglassDocument) => Promise<string | void>;
  /** Who opens it says so, and offers the way back. */
  readonly told?: boolean;
  /** What should be known of it, in sentences. */
  readonly notes?: readonly string[];
}

/** The open document of that name, where nothing in it is the user's: what is opened takes its place. */
async function replacedBy({ name }: HourglassDocument): Promise<string | null> {
  const document = studioStore.getState().open?.document;
  if (document?.name !== name) return null;
  const { isUntouched } = await import('./untouched');
  return (await unlessBroken(isUntouched(document), false)) ? document.id : null;
}

/** Gives the name it is open under, what it has taken the place of, and why what belongs to it could not come along, if so. */
async function bringIn(document: HourglassDocument, label: string, { keepIdentity = false, before }: Options): Promise<{ readonly name: string; readonly replaced: string | null; readonly failed: string | void }> {
  const replaced = await replacedBy(document);
  const open = studioStore.getState().open?.document;
  // Where the browser keeps nothing, there is nothing to be told apart from but what is open.
  const others = [...(await unlessBroken(listDocuments(), [])), ...(open ? [open] : [])].filter(({ id }) => id !== replaced);
  const keepsId = keepIdentity && !(await unlessBroken(isKept(document.id), false));
  const id = keepsId ? document.id : newId('document');
  const name = freeName(document.name, new Set(others.map((other) => other.name)));
  const opened = { ...document, id, name };
  const failed = await before?.(opened);
  openDocument(opened, label);
  return { name, replaced, failed };
}

export async function openNew(document: HourglassDocument, label: string, options: Options = {}): Promise<void> {
  const { told = false, notes = [] } = options;
  const { name, replaced, failed } = await arriving(bringIn(document, label, options));
  if (replaced !== null) await (await import('./untouched')).leaveUntouched(replaced);
  // One message: of several the newest alone is seen.
  const known = [...(failed ? [failed] : []), ...notes, ...(replaced === null && !told ? ['The one before is among the documents.'] : [])];
  if (told && known.length === 0) return;
  notify(`${name} is open.`, { ...(known.length > 0 && { description: known.join(' ') }), ...(!told && { action: { label: 'Go back', run: undo } }), ...(failed && { tone: 'bad' }) });
}
