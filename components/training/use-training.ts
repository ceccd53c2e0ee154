/** What the studio knows of the training run, fed by the worker's events; the node props of the canvas never carry it. */
import type { Diagnostic } from '@/graph-engine/diagnostics/types';
import { useStore } from 'zustand';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import type { BackendName, Pace, Progress, RunState, Taken } from '@/graph-engine/training/protocol';
import type { Figure } from '@/graph-engine/program/figures';
import type { TurnTaken } from '@/graph-engine/training/turns';
import { keptAs } from '@/components/studio-state/settings-storage';
import type { Looking } from './looking';
import type { Lost } from './shown-step';

export type BackendChoice = BackendName | 'auto';

/** The model that is open in the worker. */
export interface OpenModel {
  readonly documentId: string;
  readonly modelKey: string;
  readonly sessionKey: string;
  readonly backend: BackendName;
  readonly fallbacks: readonly { readonly backend: BackendName; readonly reason: string }[];
  /** The step of the weights that were found in the browser, or null for fresh ones. */
  readonly restoredStep: number | null;
  /** The weights that its run begins with, of the model before an edit or on other data; null where it begins with fresh ones or goes on. */
  readonly taken: Taken | null;
  /** What was shown before the page was left, and could not be restored. */
  readonly lost: Lost | null;
  /** All that its metrics can name, with their units. */
  readonly figures: readonly Figure[];
}
/** What a step of the open model takes on each backend, as far as it is known. */
export interface Paces {
  readonly backend: BackendName;
  readonly paces: readonly Pace[];
  readonly measuring: boolean;
}
export interface NotFinite {
  readonly step: number;
  /** The step of the trained weights that are in place again, 0 for those that the run began with; null where nothing was trained. */
  readonly kept: number | null;
  readonly diagnostic: Diagnostic;
}

export interface TrainingState {
  readonly run: RunState;
  /** The worker compiles the model and tries the backends. */
  readonly opening: boolean;
  /** Shaders of the GPU that are ready, while the model is prepared. */
  readonly compiling: { readonly done: number; readonly total: number } | null;
  /** Of a large table: how much is fitted of what its columns are prepared with, from 0 to 1; null while that is not under way. */
  readonly fitting: number | null;
  readonly model: OpenModel | null;
  readonly paces: Paces | null;
  readonly progress: Progress | null;
  /** In slow motion: whose turn was taken last, until the run goes on as usual. */
  readonly turn: TurnTaken | null;
  /** Loss of the last recorded training step and of the last validation. */
  readonly loss: number | null;
  readonly validation: number | null;
  readonly checkpoint: number | null;
  /** Why the last weights could not be kept; null where they were. */
  readonly notKept: string | null;
  /** The graph was edited after training: the weights belong to an earlier one. */
  readonly outdated: boolean;
  readonly notFinite: NotFinite | null;
  /** Why the model could not be opened or trained, in the user's words. */
  readonly problem: string | null;
  /** What the views show in place of the data of the model. */
  readonly looking: Looking | null;
  /** A single step is asked for and not yet taken: what is under way ends by itself. */
  readonly stepping: boolean;
  readonly backendChoice: BackendChoice;
  /** Slow motion: turns of players a second; null is as fast as it goes. */
  readonly slow: number | null;
}

export const idleTraining: Omit<TrainingState, 'backendChoice' | 'slow'> = {
  run: 'idle',
  opening: false,
  compiling: null,
  fitting: null,
  model: null,
  paces: null,
  progress: null,
  turn: null,
  loss: null,
  validation: null,
  checkpoint: null,
  notKept: null,
  outdated: false,
  notFinite: null,
  problem: null,
  looking: null,
  stepping: false,
};

export const trainingStore = createStore<TrainingState>()(
  persist((): TrainingState => ({ ...idleTraining, backendChoice: 'auto', slow: null }), {
    ...keptAs<Pick<TrainingState, 'backendChoice'>>('hourglass-training'),
    partialize: ({ backendChoice }) => ({ backendChoice }),
  }),
);

export const getTraining = (): TrainingState => trainingStore.getState();
export const useTraining = <T>(selector: (state: TrainingState) => T): T => useStore(trainingStore, selector);

/** Steps taken by the open model, in this visit or before. */
export const stepsTaken = ({ progress, model }: TrainingState): number => progress?.step ?? model?.restoredStep ?? 0;

/** What the open model began with of an earlier one, as long as it has taken no step of its own: it needs training. */
export const takenBy = (training: TrainingState): Taken | null => (stepsTaken(training) === 0 ? (training.model?.taken ?? null) : null);

export const isBusy = ({ run }: TrainingState): boolean => run === 'running';

/** A run that goes on until it ends or is paused; a single step is none. */
export const runsOn = (training: TrainingState): boolean => isBusy(training) && !training.stepping;

/** What begins a run, or pauses it, is called the same in the bar, the menu and the command palette. */
export function runWord(training: TrainingState): string {
  if (runsOn(training)) return 'Pause';
  if (stepsTaken(training) === 0 || training.outdated) return 'Train';
  return training.run === 'done' ? 'Train on' : 'Resume';
}

/** Weights of a file for every parameter: nothing has to be trained. */
export const isWhole = (taken: Taken | null): boolean => taken !== null && taken.from !== null && taken.fresh.length === 0;

/** There are weights to look with. */
export const hasWeights = (training: TrainingState): boolean => training.model !== null && (stepsTaken(training) > 0 || isWhole(takenBy(training)));
export const canLook = (): boolean => hasWeights(getTraining());
