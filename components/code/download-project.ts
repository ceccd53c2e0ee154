/** The project as one zip, with the weights when the model in the worker is the one that is drawn. */
import { strToU8, zip, type AsyncZippable } from 'fflate';
import { trainer } from '@/components/training/controller';
import { modelKey } from '@/components/training/model-key';
import { getTraining, stepsTaken } from '@/components/training/use-training';
import { getStudio } from '@/components/studio-state/use-studio';
import type { Project } from './project';

export const WEIGHTS = 'weights.safetensors';

export const folderName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^a-zA-Z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase() || 'model';

/** The drawn model is trained, so that its weights belong to the code. */
export function hasWeights(): boolean {
  const training = getTraining();
  return stepsTaken(training) > 0 && training.model?.modelKey === modelKey(getStudio().document);
}

export function zipProject(files: Project['files'], folder: string, weights: Uint8Array | null): Promise<Uint8Array> {
  const entries: AsyncZippable = Object.fromEntries(files.map(({ path, text }) => [`${folder}/${path}`, strToU8(text)]));
  // Trained weights do not get smaller: stored as they are.
  if (weights) entries[`${folder}/${WEIGHTS}`] = [weights, { level: 0 }];
  return new Promise((resolve, reject) => zip(entries, { level: 6 }, (error, bytes) => (error ? reject(error) : resolve(bytes))));
}

export async function downloadProject(project: Project): Promise<void> {
  const folder = folderName(getStudio().document.name);
  const weights = hasWeights() ? await trainer.weights() : null;
  const bytes = await zipProject(project.files, folder, weights);
  const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'application/zip' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${folder}.zip`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
