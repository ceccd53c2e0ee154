/** Undo and redo as plain values: steps with patches in both directions. Nothing here knows of time or listeners. */
import { applyPatches, type Patch } from 'immer';
import type { HourglassDocument } from './types';

export interface Step {
  readonly label: string;
  /** Edits with an equal key may join this step; null where none may. */
  readonly key: string | null;
  /** Milliseconds, of the last edit in it. */
  readonly at: number;
  /** Names the state after the step; never used twice. */
  readonly revision: number;
  readonly patches: readonly Patch[];
  readonly inverse: readonly Patch[];
  /** Names a step of what lies outside the document, such as the weights of its model; who made it follows where the history is. */
  readonly mark?: string;
}

export interface History {
  /** The oldest first. */
  readonly past: readonly Step[];
  /** The next to redo first. */
  readonly future: readonly Step[];
  /** The revision before `past[0]`. */
  readonly base: number;
}

export const emptyHistory = (base: number): History => ({ past: [], future: [], base });

export const revisionOf = (history: History): number => history.past.at(-1)?.revision ?? history.base;

/** Adds a step; what was undone can no longer be redone, and the oldest steps beyond `capacity` are forgotten. */
export function push(history: History, step: Step, capacity: number): History {
  const past = [...history.past, step];
  const forgotten = past.splice(0, Math.max(0, past.length - capacity));
  return { past, future: [], base: forgotten.at(-1)?.revision ?? history.base };
}

const pathsOf = (patches: readonly Patch[]): string => patches.map(({ op, path }) => `${op} ${path.join('/')}`).sort().join('\n');

/** Joins a later edit to the last step. A drag sets the same leaves again and again: only the last values are kept. */
export function extend(history: History, edit: Pick<Step, 'at' | 'revision' | 'patches' | 'inverse'>): History {
  const last = history.past.at(-1);
  if (!last) throw new Error('internal: there is no step to extend');
  const leaves = [...last.patches, ...edit.patches].every(({ op, value }: Patch) => op === 'replace' && (typeof value !== 'object' || value === null));
  const step: Step =
    leaves && pathsOf(last.patches) === pathsOf(edit.patches)
      ? { ...last, at: edit.at, revision: edit.revision, patches: edit.patches }
      : {
          ...last,
          at: edit.at,
          revision: edit.revision,
          patches: [...last.patches, ...edit.patches],
          inverse: [...edit.inverse, ...last.inverse],
        };
  return { past: [...history.past.slice(0, -1), step], future: [], base: history.base };
}

/** Closes the last step, so that no edit joins it. */
export function seal(history: History): History {
  const last = history.past.at(-1);
  return last && last.key !== null ? { ...history, past: [...history.past.slice(0, -1), { ...last, key: null }] } : history;
}

interface Moved {
  readonly document: HourglassDocument;
  readonly history: History;
}

/** Goes to the state after `index` steps, back or forth; 0 is before the oldest step that is kept. */
export function goTo(document: HourglassDocument, history: History, index: number): Moved {
  const steps = [...history.past, ...history.future];
  if (!Number.isInteger(index) || index < 0 || index > steps.length) throw new Error(`internal: the history has no place ${index}`);
  let current = document;
  for (let place = history.past.length; place > index; place--) current = applyPatches(current, stepAt(steps, place - 1).inverse);
  for (let place = history.past.length; place < index; place++) current = applyPatches(current, stepAt(steps, place).patches);
  return { document: current, history: { ...history, past: steps.slice(0, index), future: steps.slice(index) } };
}

function stepAt(steps: readonly Step[], place: number): Step {
  const step = steps[place];
  if (!step) throw new Error(`internal: the history has no step ${place}`);
  return step;
}
