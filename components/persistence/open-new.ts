/** Opens a document that is not in this browser yet: under an identity of its own, and a name that tells it from the others. */
import { newId } from '@/graph-engine/document/ids';
import { limits } from '@/graph-engine/document/limits';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { notify } from '@/components/studio-state/messages';
import { openDocument, undo } from '@/components/studio-state/studio';
import { isKept, listDocuments } from './document-storage';
import { unlessBroken } from '@/components/storage/unless-broken';

/** `VAE`, then `VAE 2`, `VAE 3`, … */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const tail = count === 1 ? '' : ` ${count}`;
    const candidate = `${name.slice(0, limits.name - tail.length)}${tail}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** `before`: puts what belongs to the document where it is looked for when it is open. `told`: who opens it says so, and offers the way back. */
export async function openNew(document: HourglassDocument, label: string, options: { readonly keepIdentity?: boolean; readonly before?: (document: HourglassDocument) => Promise<void>; readonly told?: boolean } = {}): Promise<void> {
  // Where the browser keeps nothing, there is nothing to be told apart from.
  const names = new Set((await unlessBroken(listDocuments(), [])).map(({ name }) => name));
  const keepsId = options.keepIdentity === true && !(await unlessBroken(isKept(document.id), false));
  const id = keepsId ? document.id : newId('document');
  const name = freeName(document.name, names);
  const opened = { ...document, id, name };
  await options.before?.(opened);
  openDocument(opened, label);
  if (!options.told) notify(`${name} is open.`, { description: 'The one before is among the documents.', action: { label: 'Go back', run: undo } });
}
