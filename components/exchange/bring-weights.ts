/** Weights of a file become those of the drawing: one step of the history, and a new run begins with them. */
import { newId } from '@/graph-engine/document/ids';
import type { Weights } from '@/graph-engine/runtime/device';
import type { Checkpoint } from '@/graph-engine/training/checkpoints';
import { notify } from '@/components/studio-state/messages';
import { getStudio } from '@/components/studio-state/use-studio';
import { tablesOf } from '@/components/training/controller';
import { goToProblem } from '@/components/diagnostics/go-to';
import { presentWeights, putWeights } from './put-weights';
import { recordWeights } from './weight-steps';

/** `step`: how many they were trained for, 0 where that is not known. False where they were not taken, and then nothing has changed. */
export async function bringWeights(file: string, weights: ReadonlyMap<string, Weights>, step: number): Promise<boolean> {
  const { document, analysis, readOnly } = getStudio();
  if (readOnly !== null) {
    notify('The weights were not taken', { tone: 'bad', description: readOnly });
    return false;
  }
  const problem = analysis.diagnostics.find(({ severity }) => severity === 'error');
  if (problem) {
    notify('The weights were not taken', { tone: 'bad', description: 'The graph has a problem: a model with one computes nothing. Mend it first, then load them again.' });
    goToProblem(problem);
    return false;
  }
  const before = await presentWeights();
  const brought: Checkpoint = { fingerprint: '', run: newId('run'), from: file, snapshot: { step, seed: 0, parameters: weights, stopping: null } };
  if (getStudio().document !== document || !(await putWeights(brought))) return false;
  recordWeights(`Load weights of ${file}`, before, brought);
  if ('missing' in tablesOf(document)) notify(`The weights of ${file} are taken`, { tone: 'good', description: 'They are in the model as soon as its data are there.' });
  return true;
}
