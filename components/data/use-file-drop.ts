/** Data files dropped anywhere on the window go to the Dataset node under the pointer, or to the only one there is. */
import { useEffect } from 'react';
import { findDataset } from '@/datasets/registry';
import { notify } from '@/components/studio-state/messages';
import { select } from '@/components/studio-state/selection';
import { applyFix, undo } from '@/components/studio-state/studio';
import { printDiagnostic } from '@/graph-engine/diagnostics/print';
import { getStudio } from '@/components/studio-state/use-studio';
import { canLook, lookAt } from '@/components/training/look';
import { dataNodeIds, sourceOf } from './data-source';
import { entryOf } from './data-store';
import { openDataDialog } from './data-dialog-store';
import { setDropProblem } from './drop-problem';
import { tellNotes } from './reading';

/** Documents are opened by the shell; everything else is taken for data, and refused by name when it is none. */
const isDocument = (file: File): boolean => /\.(json|png|svg)$/i.test(file.name);

const nodeUnder = (event: DragEvent): string | null =>
  (event.target instanceof Element && event.target.closest('[data-testid^="node-"]')?.getAttribute('data-testid')?.slice('node-'.length)) || null;

const isOverViews = (event: DragEvent): boolean => event.target instanceof Element && event.target.closest('[data-drop="look"]') !== null;

async function drop(files: readonly File[], under: string | null): Promise<void> {
  const nodes = dataNodeIds(getStudio().document);
  const node = under && nodes.includes(under) ? under : nodes.length === 1 ? nodes[0]! : null;
  if (!node) {
    notify(nodes.length === 0 ? 'There is no Dataset to take the file.' : 'Several Datasets could take the file.', { tone: 'bad', description: nodes.length === 0 ? 'Add one first.' : 'Drop it on the one you mean.' });
    return;
  }
  const trained = canLook();
  // What reads files is fetched when there is one.
  const { takeFiles } = await import('./take-files');
  const problem = await takeFiles(node, files);
  setDropProblem(node, problem);
  if (problem) {
    select({ nodes: [node] });
    notify('The file was not taken', { tone: 'bad', description: problem, action: { label: 'Choose another', run: () => openDataDialog(node) } });
  } else {
    const name = getStudio().document.nodes[node]?.name ?? findDataset('idx')?.title;
    notify(`${files.map((file) => file.name).join(', ')} is now the data of ${name}`, { tone: 'good', ...(trained && { action: onlyLook(files) }) });
    tellNotes(node);
    await tellSuspicion(node);
  }
}

/** For who meant to show the file to the trained model: takes the edit back, unless something else was done since. */
function onlyLook(files: readonly File[]): { readonly label: string; readonly run: () => void } {
  const after = getStudio().document;
  const run = (): void => {
    if (getStudio().document === after) undo();
    void lookAt(files);
  };
  return { label: 'Only look at it', run };
}

/** What is suspected of the numbers just taken is said aloud, with its cure. */
async function tellSuspicion(nodeId: string): Promise<void> {
  const { document } = getStudio();
  const source = sourceOf(document, nodeId);
  const entry = source && entryOf(source.key);
  if (entry?.status !== 'ready') return;
  const { remarksOf } = await import('./table-remarks');
  for (const remark of remarksOf(entry.table, document.nodes[nodeId]!, document.training)) {
    const [fix] = remark.fixes ?? [];
    if (remark.severity !== 'warning' || !fix) continue;
    const { message } = printDiagnostic(remark);
    notify(message, { action: { label: fix.label, run: () => void applyFix(fix) } });
  }
}

export function useFileDrop(): void {
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const take = (event: DragEvent): void => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.every(isDocument)) return;
      event.preventDefault();
      // Over the views of a trained model, a file is looked at.
      if (isOverViews(event) && canLook()) void lookAt(files);
      else void drop(files, nodeUnder(event));
    };
    window.addEventListener('dragover', over);
    // Before the shell's own listener, which takes what is left for documents.
    window.addEventListener('drop', take, true);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', take, true);
    };
  }, []);
}
