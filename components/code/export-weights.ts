/** Which weights go along with the exported code: those of the drawn graph, or none, where it was edited after it was trained. */
import { counted } from '@/graph-engine/diagnostics/counted';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { modelFingerprint } from '@/graph-engine/training/fingerprint';
import { trainer } from '@/components/training/controller';
import { getTraining, isWhole, stepsTaken, takenBy, useTraining, type TrainingState } from '@/components/training/use-training';
import { getStudio, useDocument } from '@/components/studio-state/use-studio';

export interface ExportWeights {
  /** `edited`: the graph is another one than was trained, and the weights do not fit it. */
  readonly state: 'untrained' | 'trained' | 'edited';
  /** Steps of training that the model has seen. */
  readonly steps: number;
  /** The file that they came from, untrained since. */
  readonly from?: string;
}

/** `trained` is the document of the model in the worker. */
export function weightsFor(drawn: HourglassDocument, trained: HourglassDocument | null, training: TrainingState): ExportWeights {
  if (trained?.id !== drawn.id) return { state: 'untrained', steps: 0 };
  const [steps, taken] = [stepsTaken(training), takenBy(training)];
  const isSame = modelFingerprint(trained) === modelFingerprint(drawn);
  if (taken && isWhole(taken) && isSame) return { state: 'trained', steps: taken.step, from: taken.from! };
  if (taken) return { state: 'edited', steps: taken.step };
  if (steps === 0) return { state: 'untrained', steps: 0 };
  return { state: isSame ? 'trained' : 'edited', steps };
}

export const exportWeights = (): ExportWeights => weightsFor(getStudio().document, trainer.opened?.document ?? null, getTraining());

/** Of the drawn graph; the steps are looked at where they are told, because they change with every step. */
export function useExportState(): ExportWeights['state'] {
  const drawn = useDocument((document) => document);
  return useTraining((training) => weightsFor(drawn, trainer.opened?.document ?? null, training).state);
}

/** What is said of the weights beside a download. */
export function sayWeights({ state, steps, from }: ExportWeights): string {
  if (from !== undefined) return `With the weights of ${from}.`;
  const count = counted(steps, 'step');
  if (state === 'trained') return `With the weights after ${count}.`;
  if (state === 'untrained') return 'Without weights: the model is not trained.';
  return `Without weights: the graph was edited after its training of ${count}, and they do not fit it any more. Train it to have them in the project.`;
}
