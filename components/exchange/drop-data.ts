/** Files that were dropped become the data of a Dataset, or are looked at with the trained model. Fetched when there are some. */
import { dataWords } from './data-words';
import { mayBring } from './may-bring';
import { notify } from '@/components/studio-state/messages';
import { select } from '@/components/studio-state/selection';
import { applyFix, undo } from '@/components/studio-state/studio';
import { printDiagnostic } from '@/graph-engine/diagnostics/print';
import type { Diagnostic } from '@/graph-engine/diagnostics/types';
import { getStudio } from '@/components/studio-state/use-studio';
import { lookAt } from '@/components/training/look';
import { canLook } from '@/components/training/use-training';
import { dataNodeIds, sourceOf } from '@/components/data/data-source';
import { entryOf } from '@/components/data/data-store';
import { remarksOf } from '@/components/data/table-remarks';
import { openDataDialog } from '@/components/data/data-dialog-store';
import { setDropProblem } from '@/components/data/drop-problem';
import { actionOf, notesOf } from '@/components/data/reading';
import { filesIn } from '@/components/data/given-files';
import type { GivenFile } from '@/components/data/read-protocol';
import { takeFiles } from '@/components/data/take-files';

/** What was dropped on the window, over the views of a trained model or elsewhere. */
export async function dropFiles(entries: readonly (FileSystemEntry | null)[], files: readonly File[], { look, under }: { readonly look: boolean; readonly under: string | null }): Promise<void> {
  const given = await filesIn(entries, files);
  const onData = look || (under !== null && dataNodeIds(getStudio().document).includes(under));
  if (mayBring(given) && (await (await import('./receive')).receiveDrop(given, onData))) return;
  await (look ? lookAt(given) : dropData(given, under));
}

export async function dropData(files: readonly GivenFile[], under: string | null): Promise<void> {
  const nodes = dataNodeIds(getStudio().document);
  const node = under && nodes.includes(under) ? under : nodes.length === 1 ? nodes[0]! : null;
  if (!node) {
    const them = files.length === 1 ? 'the file' : 'the files';
    notify(nodes.length === 0 ? `There is no Dataset to take ${them}.` : `Several Datasets could take ${them}.`, { tone: 'bad', description: nodes.length === 0 ? 'Add one first.' : `Drop ${files.length === 1 ? 'it' : 'them'} on the one you mean.` });
    return;
  }
  const trained = canLook();
  const before = getStudio().document.nodes[node]?.name ?? '';
  const taken = await takeFiles(node, files);
  if (taken.kind === 'left') return;
  setDropProblem(node, taken.kind === 'refused' ? taken.reason : null);
  if (taken.kind === 'refused') {
    select({ nodes: [node] });
    notify(files.length === 1 ? 'The file was not taken' : 'The files were not taken', { tone: 'bad', description: taken.reason, action: { label: 'Choose another', run: () => openDataDialog(node) } });
  } else {
    // A Dataset that is named by its data has another name by now.
    const isRenamed = getStudio().document.nodes[node]?.name !== before;
    const said = dataWords(files, before, isRenamed);
    const suspicions = suspicionsOf(node);
    // One notice: of several the newest alone is seen. What is suspected has its cure on the node, too.
    const notes = notesOf(node);
    const fitted = trained || taken.fitted.length === 0 ? taken.fitted : [`The networks were fitted to it: ${taken.fitted.join('; ')}.`];
    const noticed = [...(taken.notKept === null ? [] : [taken.notKept]), ...fitted, ...notes.map(({ text }) => text), ...suspicions.map((remark) => printDiagnostic(remark).message)];
    const fix = suspicions[0]?.fixes?.[0];
    const cure = fix ? { label: fix.label, run: () => void applyFix(fix) } : notes.length > 0 ? actionOf(node, notes) : undefined;
    const action = trained ? onlyLook(files) : cure;
    notify(said, { tone: taken.notKept === null ? 'good' : 'bad', ...(noticed.length > 0 && { description: noticed.join(' ') }), ...(action && { action }) });
  }
}

/** For who meant to show the file to the trained model: takes the edit back, unless something else was done since. */
function onlyLook(files: readonly GivenFile[]): { readonly label: string; readonly run: () => void } {
  const after = getStudio().document;
  const run = (): void => {
    if (getStudio().document === after) undo();
    void lookAt(files);
  };
  return { label: 'Only look at it', run };
}

/** What is suspected of the numbers just taken, where a cure is known. */
function suspicionsOf(nodeId: string): readonly Diagnostic[] {
  const { document } = getStudio();
  const source = sourceOf(document, nodeId);
  const entry = source && entryOf(source.key);
  if (entry?.status !== 'ready') return [];
  return remarksOf(entry.table, document.nodes[nodeId]!, document.training).filter(({ severity, fixes }) => severity === 'warning' && (fixes?.length ?? 0) > 0);
}
