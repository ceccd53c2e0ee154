/** What simpler means give back of the held-out items of the open model: asked for once, beside its training, when that has begun. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Baselines } from '@/graph-engine/inspect/baselines/types';
import type { ViewRequest, ViewResult } from '@/graph-engine/training/protocol';
import type { MetricsLog } from './metrics-log';
import { isBusy, stepsTaken, trainingStore, useTraining, type TrainingState } from './use-training';

export interface AskedBaselines {
  /** Of the model that was asked about. */
  readonly sessionKey: string | null;
  /** Null until the answer has come, and where there is nothing to compare. */
  readonly found: Baselines | null;
}
const nobody: AskedBaselines = { sessionKey: null, found: null };
export const baselinesStore = createStore<AskedBaselines>(() => nobody);

/** Those of the open model; null until they are known, and where there is nothing to compare. */
export function useBaselines(): Baselines | null {
  const open = useTraining(({ model }) => model?.sessionKey ?? null);
  return useStore(baselinesStore, ({ sessionKey, found }) => (sessionKey === open ? found : null));
}

/** What the model itself comes to on the items that baselines are judged by, as it was measured last; null until it is. */
export const figureBeside = ({ heldOut, term }: Baselines, log: Pick<MetricsLog, 'latest'>): number | null => log.latest(heldOut ? 'validation' : 'train')?.values[term] ?? null;

/** Asks for them with the first step of each model that is opened, and hands on what is found; gives what ends that. */
export function followBaselines(view: (request: ViewRequest) => Promise<ViewResult>, onFound: (found: Baselines) => void): () => void {
  const look = (training: TrainingState): void => {
    const sessionKey = training.model?.sessionKey ?? null;
    const asked = baselinesStore.getState().sessionKey;
    // The same model, opened again, may have other data.
    if (sessionKey === null && asked !== null) baselinesStore.setState(nobody);
    if (sessionKey === null || training.opening || stepsTaken(training) === 0 || asked === sessionKey) return;
    baselinesStore.setState({ sessionKey, found: null });
    view({ kind: 'baselines', gently: isBusy(training) })
      .then((answer) => {
        if (answer.kind !== 'baselines' || baselinesStore.getState().sessionKey !== sessionKey) return;
        baselinesStore.setState({ sessionKey, found: answer.found });
        onFound(answer.found);
      })
      // A model that was closed meanwhile answers nothing, and a worker that died tells elsewhere.
      .catch(() => undefined);
  };
  look(trainingStore.getState());
  return trainingStore.subscribe(look);
}
