/** The document of a studio: its state, commands by name, undo and redo, and whether it is saved. Knows no framework. */
import type { Fix } from '../diagnostics/types';
import type { KindCatalogue } from './catalogue';
import type { CommandArgs, CommandName } from './commands';
import { emptyHistory, extend, goTo, push, revisionOf, seal, type History } from './history';
import { randomIds, type IdGenerator } from './ids';
import type { Refusal } from './refusal';
import { isRefusal, runCommands, type Edit } from './run-commands';
import type { HourglassDocument } from './types';

export type EditResult =
  /** `created` are the ids of new things; `changed` is false where the edit left everything as it was. */
  { readonly ok: true; readonly changed: boolean; readonly created: readonly string[] } | ({ readonly ok: false } & Refusal);

export interface DispatchOptions {
  /** False: no step of its own; it is undone and redone together with the step before it. */
  readonly record?: boolean;
  /** Joins the step before it if that was made with the same key; overrides the command's own key. */
  readonly merge?: string;
  /** Names the step, for who changes something outside the document with it: see HistoryEntry. */
  readonly mark?: string;
}

/** One line of the history list. */
export interface HistoryEntry {
  readonly label: string;
  readonly at: number;
  /** Of a step of what lies outside the document. */
  readonly mark?: string;
}

/** A new object after every change, and the same one between changes. */
export interface StoreState {
  readonly document: HourglassDocument;
  readonly past: readonly HistoryEntry[];
  /** The next to redo first. */
  readonly future: readonly HistoryEntry[];
  readonly dirty: boolean;
  /** Names this state of the document, for a save that ends later. */
  readonly revision: number;
}

export interface DocumentStore {
  getState(): StoreState;
  readonly document: HourglassDocument;
  /** All steps, the oldest first; `position` of them are done, the rest can be redone. */
  history(): { readonly entries: readonly HistoryEntry[]; readonly position: number };
  /** Gives back what ends the subscription. */
  subscribe(listener: () => void): () => void;
  dispatch<N extends CommandName>(name: N, args: CommandArgs<N>, options?: DispatchOptions): EditResult;
  /** Several commands as one step: all of them, or none. */
  batch(label: string, edits: readonly Edit[], options?: DispatchOptions): EditResult;
  /** Runs the one-click cure of a diagnostic. */
  applyFix(fix: Fix): EditResult;
  /** A step of what lies outside the document, which stays as it is: undo and redo go over it, and who made it follows. Gives its name in the history. */
  mark(label: string): string;
  /** From here to `commitGesture`, edits join however long the pauses are (a drag, a slider). */
  beginGesture(): void;
  /** Ends a gesture or a series of keystrokes: the next edit is a step of its own. */
  commitGesture(): void;
  /** Takes back everything since `beginGesture`, without a trace. */
  cancelGesture(): void;
  undo(): boolean;
  redo(): boolean;
  /** 0 is before the oldest step, `past.length + future.length` after the newest. */
  jumpTo(index: number): void;
  /** Of the revision that was saved; the present one unless given. */
  markSaved(revision?: number): void;
  isDirty(): boolean;
  /** Another document takes the place of this one; the history starts afresh. `saved` is false for one that is in no file yet. */
  open(document: HourglassDocument, options?: { readonly saved?: boolean }): void;
}

export interface StoreOptions {
  readonly document: HourglassDocument;
  readonly catalogue: KindCatalogue;
  /** Steps that can be undone. */
  readonly capacity?: number;
  /** Milliseconds. */
  readonly clock?: () => number;
  readonly newId?: IdGenerator;
  /** A pause of this many milliseconds ends a series of keystrokes. */
  readonly pause?: number;
}

export function createDocumentStore(options: StoreOptions): DocumentStore {
  const { catalogue, capacity = 500, clock = Date.now, newId = randomIds, pause = 1_000 } = options;
  const listeners = new Set<() => void>();
  let revision = 0;
  let saved = 0;
  let document = options.document;
  let history: History = emptyHistory(0);
  let gesture: { readonly start: number } | null = null;
  let state = snapshot();

  function snapshot(): StoreState {
    const present = revisionOf(history);
    return { document, past: history.past, future: history.future, dirty: present !== saved, revision: present };
  }
  function publish(): void {
    state = snapshot();
    for (const listener of listeners) listener();
  }
  function go(index: number): void {
    gesture = null;
    ({ document, history } = goTo(document, seal(history), index));
    publish();
  }

  function joins(key: string | null, now: number): boolean {
    const last = history.past.at(-1);
    if (key === null || !last || last.key !== key || history.future.length > 0) return false;
    return gesture ? history.past.length > gesture.start : now - last.at <= pause;
  }

  function edit(edits: readonly { readonly name: string; readonly args: unknown }[], label: string | null, { record = true, merge, mark }: DispatchOptions): EditResult {
    const change = runCommands(document, edits, catalogue, newId);
    if (isRefusal(change)) return { ok: false, ...change };
    if (change.patches.length === 0) return { ok: true, changed: false, created: [] };
    const at = clock();
    const { patches, inverse } = change;
    const key = merge ?? change.mergeKey;
    revision++;
    document = change.document;
    if (!record) {
      history = history.past.length > 0 ? extend(history, { at, revision, patches, inverse }) : emptyHistory(revision);
    } else if (joins(key, at)) {
      history = extend(history, { at, revision, patches, inverse });
    } else {
      history = push(history, { label: label ?? change.label, key, at, revision, patches, inverse, ...(mark !== undefined && { mark }) }, capacity);
    }
    publish();
    return { ok: true, changed: true, created: change.created };
  }

  return {
    getState: () => state,
    get document() {
      return document;
    },
    history: () => ({ entries: [...history.past, ...history.future], position: history.past.length }),
    subscribe(listener) {
      const own = (): void => listener();
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    dispatch: (name, args, dispatchOptions = {}) => edit([{ name, args }], null, dispatchOptions),
    batch: (label, edits, dispatchOptions = {}) => edit(edits, label, dispatchOptions),
    applyFix: (fix) => edit(fix.edits, fix.label, {}),
    mark(label) {
      const mark = newId('step');
      revision++;
      history = push(seal(history), { label, key: null, at: clock(), revision, patches: [], inverse: [], mark }, capacity);
      publish();
      return mark;
    },
    beginGesture() {
      history = seal(history);
      gesture = { start: history.past.length };
    },
    commitGesture() {
      history = seal(history);
      gesture = null;
    },
    cancelGesture() {
      const start = gesture?.start;
      gesture = null;
      if (start === undefined || history.past.length <= start) return;
      const back = goTo(document, seal(history), start);
      document = back.document;
      history = { ...back.history, future: [] };
      publish();
    },
    undo() {
      if (history.past.length === 0) return false;
      go(history.past.length - 1);
      return true;
    },
    redo() {
      if (history.future.length === 0) return false;
      go(history.past.length + 1);
      return true;
    },
    jumpTo: go,
    markSaved(at = revisionOf(history)) {
      // An edit may not join what was saved, or undo could never come back to it.
      history = seal(history);
      saved = at;
      publish();
    },
    isDirty: () => state.dirty,
    open(next, { saved: isSaved = true } = {}) {
      revision++;
      document = next;
      history = emptyHistory(revision);
      saved = isSaved ? revision : -1;
      gesture = null;
      publish();
    },
  };
}
