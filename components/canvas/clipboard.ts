/** Copy and paste as JSON through the system clipboard; where the browser withholds that, through memory. */
import { copyFragment, printFragment, type Fragment } from '@/graph-engine/document/fragment';
import type { Pasted } from '@/graph-engine/document/read-pasted';
import type { Position } from '@/graph-engine/document/types';
import { feedsData } from '@/components/data/data-source';
import { isTable } from '@/components/data/is-table';
import { insertDocument, tellWarnings } from '@/components/persistence/insert-document';
import { showRefused } from '@/components/persistence/refused';
import { sharePrefix } from '@/components/persistence/share-hash';
import { announce, dispatch, getSelection, getStudio, notify, select } from '@/components/studio-state';
import { catalogue } from '@/components/studio-state/document-session';
import { focusOnCanvas } from '@/components/canvas-state/canvas-view';

/** The last copy, and how often it has been pasted, so that pastes do not lie on each other. */
let kept: { readonly text: string; readonly fragment: Fragment } | null = null;
let pastes = 0;

const step = 40;
const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;

export function selectedThings(): readonly string[] {
  const { nodes, frames, notes } = getSelection();
  return [...nodes, ...frames, ...notes];
}

/** True where there was something to copy. */
export async function copySelection(): Promise<boolean> {
  const ids = selectedThings();
  if (ids.length === 0) return false;
  const fragment = copyFragment(getStudio().document, ids);
  kept = { text: printFragment(fragment), fragment };
  pastes = 0;
  try {
    await navigator.clipboard.writeText(kept.text);
    announce(`${count(ids.length, 'item')} copied.`);
  } catch {
    announce(`${count(ids.length, 'item')} copied, for this tab alone: the browser withholds the system clipboard.`);
  }
  return true;
}

async function clipboardText(): Promise<string | null> {
  try {
    return await navigator.clipboard.readText();
  } catch {
    return kept?.text ?? null;
  }
}

interface PasteOptions {
  /** What fed the original feeds the copy too, where it is still there. */
  readonly keepInputs?: boolean;
}
/** Pastes at `at`, or beside the original; a whole document, or a link to one, beside everything. */
export async function pasteClipboard(at?: Position, { keepInputs = false }: PasteOptions = {}): Promise<void> {
  const text = (await clipboardText()) ?? '';
  const before = getStudio().document;
  if (text === kept?.text ? pasteFragment(kept.fragment, true, at, keepInputs) : await pasteText(text, at, keepInputs)) selectNew(before);
}

function pasteFragment(fragment: Fragment, again: boolean, at: Position | undefined, keepInputs: boolean): boolean {
  pastes = again ? pastes + 1 : 1;
  return dispatch('paste', { fragment, ...(at ? { at } : { offset: { x: step * pastes, y: step * pastes } }), keepInputs }).ok;
}

/** Rows of a spreadsheet, onto the one Dataset that is selected. */
async function pasteTable(text: string): Promise<boolean> {
  const { nodes } = getSelection();
  const node = nodes.length === 1 ? getStudio().document.nodes[nodes[0]!] : undefined;
  if (!node || !feedsData(node) || !isTable(text)) return false;
  const [{ dropData }, { pastedFile }] = await Promise.all([import('@/components/exchange/drop-data'), import('@/components/data/pasted-file')]);
  await dropData([pastedFile(text)], node.id);
  return true;
}

async function pasteText(text: string, at: Position | undefined, keepInputs: boolean): Promise<boolean> {
  if (await pasteTable(text)) return false;
  const shared = await readSharedLink(text);
  const read = shared ?? (await import('@/graph-engine/document/read-pasted')).readPasted(text, catalogue);
  switch (read.kind) {
    case 'fragment':
      return pasteFragment(read.fragment, false, at, keepInputs);
    case 'document':
      if (!insertDocument(read.document, at)) return false;
      tellWarnings(read.warnings);
      return true;
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

/** Selects what is in the document now and was not in `before`. */
export function selectNew(before: ReturnType<typeof getStudio>['document']): void {
  const { document } = getStudio();
  const fresh = (key: 'nodes' | 'frames' | 'notes'): readonly string[] => Object.keys(document[key]).filter((id) => !(id in before[key]));
  const next = { nodes: fresh('nodes'), frames: fresh('frames'), notes: fresh('notes') };
  select(next);
  const [first] = [...next.nodes, ...next.frames, ...next.notes];
  if (first !== undefined) focusOnCanvas(first);
  announce(`${count(next.nodes.length + next.frames.length + next.notes.length, 'item')} added.`);
}
