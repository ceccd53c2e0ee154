/** How far a run is, in the words of the bar; a narrow one leaves out some, which its tip has. */
import type { Progress } from '@/graph-engine/training/protocol';
import { bestWords, type BestWords } from './best-words';
import { printDuration } from './print';
import type { TrainingState } from './use-training';

export interface ProgressWords {
  readonly epoch: string;
  readonly stage: BestWords | null;
  readonly left: string | null;
  readonly steps: string;
  readonly best: BestWords | null;
  readonly pace: string | null;
  /** All of them in their order. */
  readonly all: string;
}

export function progressWords(progress: Progress, run: TrainingState['run']): ProgressWords {
  const { step, steps, epoch, epochs, secondsLeft, stepMs, stages } = progress;
  const isDone = run === 'done';
  const now = isDone ? -1 : stages.findIndex(({ isNow }) => isNow);
  const stage = stages[now];
  const best = isDone ? bestWords(progress) : null;
  const words = {
    epoch: isDone ? 'Done' : `Epoch ${Math.min(epoch + 1, epochs)} of ${epochs}`,
    stage: stage ? { text: stage.name, title: `${stage.name}: stage ${now + 1} of ${stages.length}` } : null,
    left: run === 'running' && step < steps && secondsLeft !== null ? `${printDuration(secondsLeft)} left` : null,
    steps: `step ${step.toLocaleString('en')} of ${Math.max(step, steps).toLocaleString('en')}`,
    best: best && { text: best.text, title: `${best.text[0]!.toUpperCase()}${best.text.slice(1)}. ${best.title}` },
    pace: stepMs > 0 ? `${stepMs < 10 ? stepMs.toFixed(1) : Math.round(stepMs)} ms a step` : null,
  };
  return { ...words, all: [words.epoch, words.stage?.text, words.left, words.steps, words.best?.text, words.pace].filter(Boolean).join(' · ') };
}
