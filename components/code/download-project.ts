/** The project as one zip, with the weights when the model in the worker is the one that is drawn. */
import { strToU8, zip, type AsyncZippable } from 'fflate';
import { tablesOf, trainer } from '@/components/training/controller';
import { notify } from '@/components/studio-state/messages';
import { getStudio } from '@/components/studio-state/use-studio';
import { exportWeights, sayWeights } from './export-weights';
import { chosenTarget, exportProject, type ExportedFile } from './project';

export const folderName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^a-zA-Z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase() || 'model';

export function zipProject(files: readonly ExportedFile[], folder: string): Promise<Uint8Array> {
  const entries: AsyncZippable = {};
  // Weights and pictures hardly get smaller: stored as they are.
  for (const file of files) entries[`${folder}/${file.path}`] = 'text' in file ? strToU8(file.text) : [file.bytes, { level: 0 }];
  return new Promise((resolve, reject) => {
    zip(entries, { level: 6 }, (error, bytes) => (error ? reject(error) : resolve(bytes)));
  });
}

/** With the first items of the data where they are there, and the weights where they belong to what is drawn. */
export async function downloadProject(): Promise<void> {
  const { document: drawn } = getStudio();
  const folder = folderName(drawn.name);
  const found = tablesOf(drawn);
  const chosen = exportWeights();
  const trained = chosen.state === 'trained' ? await trainer.weights(chosenTarget().checks) : null;
  const edited = chosen.state === 'edited' ? { afterSteps: chosen.steps } : undefined;
  const files = await exportProject({ ...(trained && { weights: trained.bytes }), ...(trained?.check && { check: trained.check }), ...(edited && { edited }), ...('tables' in found && { data: found.tables }) });
  if ('refused' in files) return notify(`No ${chosenTarget().title} of this graph.`, { description: files.refused, tone: 'bad' });
  const bytes = await zipProject(files, folder);
  const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'application/zip' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${folder}.zip`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  notify(`Downloaded ${folder}.zip.`, { description: sayWeights(chosen), tone: edited ? 'plain' : 'good' });
}
