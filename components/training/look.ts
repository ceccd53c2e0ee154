/** Shows a trained model other data than it is trained on: in the views of the drawer alone; document, weights and data stay as they are. */
import { textOf, textOptionsOf } from '@/graph-engine/nodes/data-settings';
import { DataError } from '@/graph-engine/data/data-error';
import { asUnsigned } from '@/graph-engine/data/integers';
import { dataNodeIds, sourceOf } from '@/components/data/data-source';
import { givenOf } from '@/components/data/given-files';
import type { GivenFile } from '@/components/data/read-protocol';
import { downloadBlob } from '@/components/ui/download-blob';
import { chooseFiles } from '@/components/studio-state/choose-files';
import { announce, notify, reportFault } from '@/components/studio-state/messages';
import { getUi, setPanel, setUi } from '@/components/studio-state/ui-store';
import { trainer } from './controller';
import { trainingStore } from './use-training';
import type { LookChoice, Looking } from './looking';

/** Tabs whose views show no items. */
const withoutItems: ReadonlySet<string> = new Set(['losses', 'samples', 'profile']);

export async function lookAt(files: readonly GivenFile[], choice: LookChoice = {}): Promise<void> {
  const { opened } = trainer;
  const [first] = opened ? dataNodeIds(opened.document) : [];
  const node = choice.node ?? first;
  if (files.length === 0 || !opened || node === undefined) return;
  try {
    const { readTable } = await import('@/components/data/take-files');
    const { reading = {}, columns = [] } = sourceOf(opened.document, node) ?? {};
    const drawn = opened.document.nodes[node]!;
    const text = textOptionsOf(drawn);
    const read = await readTable(files, { ...reading, ...(text && { text }), ...(choice.layout && { layout: choice.layout }) }, columns, textOf(drawn)?.vocabulary);
    const table = choice.unsigned ? asUnsigned(read) : read;
    const remarks = await trainer.look({ ...opened.data, [node]: table });
    trainingStore.setState({ looking: { node, table, remarks, files, choice } });
    setPanel('drawer', true);
    setUi({ phoneTab: 'look', ...(withoutItems.has(getUi().drawerTab) && { drawerTab: 'reconstructions' }) });
    announce(`The views show ${table.name} now, ${table.count.toLocaleString('en')} items.`);
  } catch (error) {
    const { message, internal } = error as { readonly message: string; readonly internal?: boolean };
    if (!(error instanceof DataError) && internal !== false) return reportFault(error);
    notify('The file cannot be looked at with this model', { tone: 'bad', description: message });
  }
}
export async function lookBack(): Promise<void> {
  await trainer.look(null);
  trainingStore.setState({ looking: null });
  announce('The views show the data of the model again.');
}

export const chooseToLookAt = (): void => chooseFiles({ multiple: true }, (files) => lookAt(givenOf(files)));

/** Codes and errors of all items that are looked at, as a file. */
export async function saveItems({ table }: Looking): Promise<void> {
  const found = await trainer.view({ kind: 'items' });
  if (found.kind === 'none') return notify(found.reason, { tone: 'bad' });
  if (found.kind !== 'items') throw new Error(`internal: items were answered with ${found.kind}`);
  const { itemsCsv } = await import('./items-csv');
  if (found.count < found.rows) notify(`The file has the first ${found.count.toLocaleString('en')} of ${found.rows.toLocaleString('en')} rows`, { description: 'The table is larger than memory. The command line gives codes and errors of all rows.' });
  downloadBlob(new Blob([itemsCsv(found)], { type: 'text/csv' }), `${table.name.replace(/\.(gz|idx)$/i, '')}-codes.csv`);
}
