/** Copy and paste as JSON through the system clipboard; where the browser withholds that, through memory. */
import { copyFragment, printFragment, type Fragment } from '@/graph-engine/document/fragment';
import { counted } from '@/graph-engine/diagnostics/counted';
import type { Position } from '@/graph-engine/document/types';
import { announce, dispatch, getSelection, getStudio, select } from '@/components/studio-state';
import { focusOnCanvas } from '@/components/canvas-state/canvas-view';
import { holdersOf } from '@/components/canvas-state/collapsed';

/** The last copy, and how often it has been pasted, so that pastes do not lie on each other. */
let kept: { readonly text: string; readonly fragment: Fragment } | null = null;
let pastes = 0;

const step = 40;

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
    announce(`${counted(ids.length, 'item')} copied.`);
  } catch {
    announce(`${counted(ids.length, 'item')} copied, for this tab alone: the browser withholds the system clipboard.`);
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
  if (text === kept?.text ? pasteFragment(kept.fragment, true, at, keepInputs) : await (await import('./paste-text')).pasteText(text, at, (fragment) => pasteFragment(fragment, false, at, keepInputs))) selectNew(before);
}

function pasteFragment(fragment: Fragment, again: boolean, at: Position | undefined, keepInputs: boolean): boolean {
  pastes = again ? pastes + 1 : 1;
  return dispatch('paste', { fragment, ...(at ? { at } : { offset: { x: step * pastes, y: step * pastes } }), keepInputs }).ok;
}

/** Selects what is in the document now and was not in `before`; of a collapsed frame its card, which is all that is seen of it. */
export function selectNew(before: ReturnType<typeof getStudio>['document']): void {
  const { document } = getStudio();
  const holders = holdersOf(document);
  const fresh = (key: 'nodes' | 'frames' | 'notes'): readonly string[] => Object.keys(document[key]).filter((id) => !(id in before[key]) && !holders.has(id));
  const next = { nodes: fresh('nodes'), frames: fresh('frames'), notes: fresh('notes') };
  select(next);
  const [first] = [...next.nodes, ...next.frames, ...next.notes];
  if (first !== undefined) focusOnCanvas(first);
  announce(`${counted(next.nodes.length + next.frames.length + next.notes.length, 'item')} added.`);
}
