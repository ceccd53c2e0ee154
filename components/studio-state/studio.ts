/**
 * The studio: the document that is open, its analysis and its history, and the only ways to change them.
 * Opening another document is itself a step that undo takes back, because the sessions stand in a row.
 */
import { keepingSound } from '@/graph-engine/analysis/keeping-sound';
import type { Fix } from '@/graph-engine/diagnostics/types';
import type { CommandArgs, CommandName } from '@/graph-engine/document/commands';
import type { Edit } from '@/graph-engine/document/run-commands';
import type { DispatchOptions as StoreDispatchOptions, EditResult } from '@/graph-engine/document/store';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { analysed } from './analysis';
import { createSession, type DocumentSession } from './document-session';
import { announce, notify, reportFault } from './messages';
import { getSelection, select } from './selection';
import { studioStore, type StudioState } from './studio-store';

/** Documents that undo can go back to; older ones stay in the list of documents. */
const keptSessions = 12;
let sessions: readonly DocumentSession[] = [];
let current = -1;
let unsubscribe: (() => void) | null = null;

const session = (): DocumentSession => {
  const open = sessions[current];
  if (!open) throw new Error('internal: no document is open');
  return open;
};

type Carried = Pick<StudioState, 'readOnly' | 'downloadedRevision'>;

function stateOf(before: StudioState | null, { readOnly, downloadedRevision }: Carried): StudioState {
  const { store, opened } = session();
  const { document, past, future, dirty, revision } = store.getState();
  const back = current > 0 ? [{ label: opened, at: null }] : [];
  const next = sessions[current + 1];
  const sameDocument = before !== null && before.document.id === document.id;
  return {
    document,
    analysis: sameDocument && before.document === document ? before.analysis : analysed(document, sameDocument ? before.analysis : undefined, tellCures),
    history: [...back, ...past, ...future, ...(next ? [{ label: next.opened, at: null }] : [])],
    historyPosition: back.length + past.length,
    canUndo: past.length > 0 || current > 0,
    canRedo: future.length > 0 || next !== undefined,
    readOnly,
    revision,
    kept: !dirty,
    downloadedRevision,
  };
}

/** Deselects what is no longer there. */
function pruneSelection(document: HourglassDocument): void {
  const { nodes, wires, frames, notes, layer } = getSelection();
  const there = (record: Readonly<Record<string, unknown>>) => (id: string) => Object.hasOwn(record, id);
  select({
    nodes: nodes.filter(there(document.nodes)),
    wires: wires.filter(there(document.wires)),
    frames: frames.filter(there(document.frames)),
    notes: notes.filter(there(document.notes)),
    layer: layer && document.nodes[layer.node]?.layers[layer.layer] ? layer : null,
  });
}

/** The messages of what is open once more, now with their cures. */
function tellCures(): void {
  const { open } = studioStore.getState();
  if (open) studioStore.setState({ open: { ...open, analysis: analysed(open.document, open.analysis, tellCures) } });
}

function refresh(): void {
  const before = studioStore.getState().open;
  if (!before) return;
  const open = stateOf(before, before);
  studioStore.setState({ open });
  if (open.document !== before.document) pruneSelection(open.document);
}

/** Makes the current session the open one. */
function enter(): void {
  unsubscribe?.();
  unsubscribe = session().store.subscribe(() => {
    try {
      refresh();
    } catch (error) {
      reportFault(error);
    }
  });
  select({});
  studioStore.setState({ open: stateOf(null, { readOnly: null, downloadedRevision: null }) });
}

/**
 * Opens a document beside those that are open; `label` is its row in the history. One that is among them already comes with its
 * history, and what it has become elsewhere is a step of it: two states of a document, each of which can be edited, would each
 * be kept over the other.
 */
export function openDocument(document: HourglassDocument, label: string): void {
  const back = sessions.slice(0, current + 1);
  const known = back.find(({ store }) => store.document.id === document.id);
  if (known && JSON.stringify(known.store.document) !== JSON.stringify(document)) known.store.dispatch('replaceDocument', { document, label });
  sessions = [...back.filter((one) => one !== known), known ? { ...known, opened: label } : createSession(document, label)].slice(-keptSessions);
  current = sessions.length - 1;
  enter();
  announce(`${document.name} is open.`);
}

export interface DispatchOptions extends StoreDispatchOptions {
  /** A refusal is returned, and neither shown nor spoken. */
  readonly quiet?: boolean;
}

function edit(run: (open: DocumentSession) => EditResult, quiet = false): EditResult {
  const { open } = studioStore.getState();
  const result: EditResult = open?.readOnly ? { ok: false, reason: open.readOnly } : run(session());
  if (!result.ok && !quiet) notify(result.reason, { tone: 'bad' });
  return result;
}

/** Runs a document command. A refusal is returned, shown and spoken; `created` of the result are the ids of new things. */
export const dispatch = <N extends CommandName>(command: N, args: CommandArgs<N>, { quiet, ...options }: DispatchOptions = {}): EditResult =>
  edit(({ store }) => store.dispatch(command, args, options), quiet);

/** Several commands as one step of the history: all of them, or none. */
export const batch = (label: string, edits: readonly Edit[], { quiet, ...options }: DispatchOptions = {}): EditResult =>
  edit(({ store }) => store.batch(label, edits, options), quiet);

/** Runs the command of a one-click cure, and of those for what it would break. */
export const applyFix = (fix: Fix): EditResult => edit(({ store }) => store.applyFix({ ...keepingSound(store.document, fix), label: fix.label }));

/** A step of what lies outside the document; null where the document may not be edited. */
export const mark = (label: string): string | null => (studioStore.getState().open?.readOnly === null ? session().store.mark(label) : null);

/** From here to `commitGesture`, edits with equal merge keys are one step however long they take (a drag, a slider). */
export const beginGesture = (): void => session().store.beginGesture();
export const commitGesture = (): void => session().store.commitGesture();
/** Takes back everything since `beginGesture`, without a trace. */
export const cancelGesture = (): void => session().store.cancelGesture();

function moveTo(index: number): void {
  current = index;
  enter();
  announce(`${session().store.getState().document.name} is open again.`);
}

export function undo(): void {
  const { store } = session();
  const last = store.getState().past.at(-1);
  if (studioStore.getState().open?.readOnly) return;
  if (last) {
    store.undo();
    announce(`Undone: ${last.label}`);
  } else if (current > 0) moveTo(current - 1);
}

export function redo(): void {
  const { store } = session();
  const next = store.getState().future[0];
  if (studioStore.getState().open?.readOnly) return;
  if (next) {
    store.redo();
    announce(`Redone: ${next.label}`);
  } else if (current < sessions.length - 1) moveTo(current + 1);
}

/** Goes to the state in which `position` rows of the history are applied. */
export function goToHistory(position: number): void {
  const { open } = studioStore.getState();
  if (!open || open.readOnly) return;
  const { store } = session();
  const { past, future } = store.getState();
  const index = position - (open.historyPosition - past.length);
  if (index < 0) moveTo(current - 1);
  else if (index > past.length + future.length) moveTo(current + 1);
  else store.jumpTo(index);
}

/** The browser keeps that revision of that document. */
export function markKept(documentId: string, revision: number): void {
  sessions.findLast(({ store }) => store.getState().document.id === documentId)?.store.markSaved(revision);
}

const patchOpen = (patch: Partial<Carried>): void => {
  const { open } = studioStore.getState();
  if (open) studioStore.setState({ open: { ...open, ...patch } });
};
export const setReadOnly = (readOnly: string | null): void => patchOpen({ readOnly });
export const markDownloaded = (downloadedRevision: number): void => patchOpen({ downloadedRevision });
