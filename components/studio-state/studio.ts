/**
 * The studio: the document that is open, its analysis and its history, and the only ways to change them.
 * Opening another document is itself a step that undo takes back, because the sessions stand in a row.
 */
import { analyse } from '@/graph-engine/analysis/analyse';
import type { Analysis } from '@/graph-engine/analysis/types';
import type { Fix } from '@/graph-engine/diagnostics/types';
import { commands, type CommandArgs, type CommandName } from '@/graph-engine/document/commands';
import type { Refusal } from '@/graph-engine/document/commands/definition';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { createSession, type DocumentSession } from './document-session';
import { announce, notify, reportFault } from './messages';
import { getSelection, select } from './selection';
import { studioStore, type StudioState } from './studio-store';

/** Documents that undo can go back to; older ones stay in the list of documents. */
const keptSessions = 12;
let sessions: DocumentSession[] = [];
let current = -1;
let unsubscribe: (() => void) | null = null;

const session = (): DocumentSession => {
  const open = sessions[current];
  if (!open) throw new Error('internal: no document is open');
  return open;
};

const stateOf = (analysis: Analysis, carry: Pick<StudioState, 'readOnly' | 'revision' | 'savedRevision' | 'downloadedRevision'>): StudioState => {
  const { store } = session();
  const before = current > 0 ? [{ label: session().opened }] : [];
  const after = sessions[current + 1] ? [{ label: sessions[current + 1]!.opened }] : [];
  const steps = store.history();
  return {
    ...carry,
    document: store.document,
    analysis,
    history: [...before, ...steps.entries.map(({ label }) => ({ label })), ...after],
    historyPosition: before.length + steps.position,
    canUndo: steps.position > 0 || current > 0,
    canRedo: steps.position < steps.entries.length || current < sessions.length - 1,
  };
};

/** Deselects what is no longer there. */
function pruneSelection(document: HourglassDocument): void {
  const { nodes, wires, frames, notes, layer } = getSelection();
  select({
    nodes: nodes.filter((id) => id in document.nodes),
    wires: wires.filter((id) => id in document.wires),
    frames: frames.filter((id) => id in document.frames),
    notes: notes.filter((id) => id in document.notes),
    layer: layer && document.nodes[layer.node]?.layers[layer.layer] ? layer : null,
  });
}

function refresh(): void {
  const before = studioStore.getState().open;
  const { document } = session().store;
  if (!before || before.document.id !== document.id) return enter();
  const changed = before.document !== document;
  const analysis = changed ? analyse(document, before.analysis) : before.analysis;
  studioStore.setState({ open: stateOf(analysis, changed ? { ...before, revision: before.revision + 1 } : before) });
  if (changed) pruneSelection(document);
}

/** Makes the current session the open one. */
function enter(): void {
  unsubscribe?.();
  const { store } = session();
  unsubscribe = store.subscribe(() => {
    try {
      refresh();
    } catch (error) {
      reportFault(error);
    }
  });
  select({});
  studioStore.setState({ open: stateOf(analyse(store.document), { readOnly: null, revision: 0, savedRevision: -1, downloadedRevision: 0 }) });
}

/** Opens a document beside those that are open; `label` is its row in the history. */
export function openDocument(document: HourglassDocument, label: string): void {
  sessions = [...sessions.slice(0, current + 1), createSession(document, label)].slice(-keptSessions);
  current = sessions.length - 1;
  enter();
  announce(`${document.name} is open.`);
}

export interface DispatchOptions {
  /** Steps with the same key that follow each other become one undo step (keystrokes, a drag). */
  readonly merge?: string;
  /** A refusal is returned, and not shown. */
  readonly quiet?: boolean;
}

/** Runs a document command. Gives null, or why it was refused; the refusal is also shown and spoken. */
export function dispatch<N extends CommandName>(command: N, args: CommandArgs<N>, { merge, quiet = false }: DispatchOptions = {}): Refusal | null {
  const { open } = studioStore.getState();
  const refusal: Refusal | null = open?.readOnly ? { reason: open.readOnly } : session().dispatch(command, args, merge);
  if (refusal && !quiet) notify(refusal.reason, { tone: 'bad' });
  return refusal;
}

/** Runs the command of a one-click cure. */
export function applyFix(fix: Fix): Refusal | null {
  if (!Object.hasOwn(commands, fix.command)) throw new Error(`internal: a fix names the command "${fix.command}", which is not there`);
  const name = fix.command as CommandName;
  return dispatch(name, fix.args as CommandArgs<typeof name>);
}

export function undo(): void {
  const { store } = session();
  const { position, entries } = store.history();
  if (position > 0) {
    store.undo();
    announce(`Undone: ${entries[position - 1]?.label ?? ''}`);
  } else if (current > 0) {
    current -= 1;
    enter();
    announce(`Back in ${session().store.document.name}.`);
  }
}

export function redo(): void {
  const { store } = session();
  const { position, entries } = store.history();
  if (position < entries.length) {
    store.redo();
    announce(`Redone: ${entries[position]?.label ?? ''}`);
  } else if (current < sessions.length - 1) {
    current += 1;
    enter();
    announce(`${session().store.document.name} is open again.`);
  }
}

/** Undoes or redoes until `position` rows of the history are applied. */
export function goToHistory(position: number): void {
  const open = studioStore.getState().open;
  if (!open) return;
  const steps = position - open.historyPosition;
  for (let i = 0; i < Math.abs(steps); i += 1) (steps < 0 ? undo : redo)();
}

const patchOpen = (patch: Partial<Pick<StudioState, 'readOnly' | 'savedRevision' | 'downloadedRevision'>>): void => {
  const { open } = studioStore.getState();
  if (open) studioStore.setState({ open: { ...open, ...patch } });
};
export const setReadOnly = (reason: string | null): void => patchOpen({ readOnly: reason });
export const markSaved = (revision: number): void => patchOpen({ savedRevision: revision });
export const markDownloaded = (revision: number): void => patchOpen({ downloadedRevision: revision });
