/** Pastes what was copied elsewhere: nodes, a whole document, a link to one, or rows of a table. */
import type { Fragment } from '@/graph-engine/document/fragment';
import { readPasted, type Pasted } from '@/graph-engine/document/read-pasted';
import type { Position } from '@/graph-engine/document/types';
import { feedsData } from '@/components/data/data-source';
import { isTable } from '@/components/data/is-table';
import { insertDocument } from '@/components/persistence/insert-document';
import { showRefused } from '@/components/persistence/refused';
import { sharePrefix } from '@/components/persistence/share-hash';
import { getSelection, getStudio, notify } from '@/components/studio-state';
import { catalogue } from '@/components/studio-state/document-session';

/** Rows of a spreadsheet, onto the one Dataset that is selected. */
async function pasteTable(text: string): Promise<boolean> {
  const { nodes } = getSelection();
  const node = nodes.length === 1 ? getStudio().document.nodes[nodes[0]!] : undefined;
  if (!node || !feedsData(node) || !isTable(text)) return false;
  const [{ dropData }, { pastedFile }] = await Promise.all([import('@/components/exchange/drop-data'), import('@/components/data/pasted-file')]);
  await dropData([pastedFile(text)], node.id);
  return true;
}

/** `paste` puts copied nodes into the document. True where something was pasted. */
export async function pasteText(text: string, at: Position | undefined, paste: (fragment: Fragment) => boolean): Promise<boolean> {
  if (await pasteTable(text)) return false;
  const shared = await readSharedLink(text);
  const read = shared ?? readPasted(text, catalogue);
  switch (read.kind) {
    case 'fragment':
      return paste(read.fragment);
    case 'document':
      return insertDocument(read, at);
    case 'refused':
      showRefused('The text of the clipboard', read.problems);
      return false;
    case 'foreign':
      notify(`The clipboard holds ${read.name}.`, { description: 'Nodes that were copied here can be pasted, and whole documents of Hourglass.', tone: 'bad' });
      return false;
    case 'nothing':
      notify('There is nothing to paste.', { description: 'Copy nodes first: select them and press Ctrl+C.' });
      return false;
  }
}

/** A link that holds a document, as Share makes it; null for any other text. */
async function readSharedLink(text: string): Promise<Pasted | null> {
  const at = text.indexOf(sharePrefix);
  if (at < 0 || !/^\s*https?:\/\/\S+\s*$/.test(text)) return null;
  const opened = await (await import('@/components/persistence/read-link')).readLink(text.slice(at).trim());
  return opened && (opened.ok ? { kind: 'document', ...opened } : { kind: 'refused', problems: opened.problems });
}
