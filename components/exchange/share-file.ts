/** The open document with its weights, curves and pictures as one file to share. */
import { writeShared, type SharedDataset, type SharedPicture, type ToShare } from '@/graph-engine/exchange/shared/write-shared';
import { pngsOf } from '@/graph-engine/exchange/shared/strip-png';
import { picturesOf } from '@/graph-engine/training/report-pictures';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { exportWeights, type ExportWeights } from '@/components/code/export-weights';
import { dataNodeIds, sourceOf } from '@/components/data/data-source';
import { entryOf } from '@/components/data/data-store';
import { filesOf } from '@/components/data/file-store';
import type { GivenFile } from '@/components/data/read-protocol';
import { fileName } from '@/components/persistence/download-document';
import { downloadBlob } from '@/components/ui/download-blob';
import { notify } from '@/components/studio-state/messages';
import { getStudio } from '@/components/studio-state/use-studio';
import { trainer } from '@/components/training/controller';
import { metricsLog } from '@/components/training/metrics-log';

export interface OwnData {
  readonly node: string;
  readonly name: string;
  readonly items: number;
  /** Null where the browser does not keep them. */
  readonly files: readonly GivenFile[] | null;
  readonly bytes: number;
}
export interface Shareable {
  readonly weights: ExportWeights;
  /** Rows of the curves. */
  readonly rows: number;
  /** Of items of the data, and of what the model makes of them. */
  readonly pictures: readonly SharedPicture[];
  /** Data of the user's own files. */
  readonly data: readonly OwnData[];
}

async function ownData(document: HourglassDocument): Promise<readonly OwnData[]> {
  const found = dataNodeIds(document).map(async (node): Promise<readonly OwnData[]> => {
    const source = sourceOf(document, node);
    if (source?.definition.origin !== 'file') return [];
    const entry = entryOf(source.key);
    const files = await filesOf(source);
    return [{ node, name: source.fileName || document.nodes[node]!.name, items: entry?.status === 'ready' ? entry.table.count : 0, files, bytes: (files ?? []).reduce((sum, { blob }) => sum + blob.size, 0) }];
  });
  return (await Promise.all(found)).flat();
}
/** What there is to share; nothing is written. */
export async function lookAtShareable(): Promise<Shareable> {
  const { document } = getStudio();
  await trainer.settled();
  const weights = exportWeights();
  const isTrained = weights.state === 'trained';
  return { weights, rows: isTrained ? metricsLog.recorded.length : 0, pictures: isTrained ? pngsOf(await picturesOf(trainer.view)) : [], data: await ownData(document) };
}

async function trained(document: HourglassDocument, { weights }: Shareable): Promise<Pick<ToShare, 'run' | 'weights'>> {
  if (weights.state !== 'trained') return { run: null, weights: null };
  const { checkpoint, batch } = await trainer.snapshot();
  const { snapshot, data = '', length, from } = checkpoint;
  // Weights of a file, of which there is no run here.
  if (from !== undefined) return { run: null, weights: (await trainer.weights()).bytes };
  const run = { run: { document, totalSteps: length?.steps ?? snapshot.step, wholeSteps: length?.whole ?? snapshot.step, batch }, snapshot, rows: metricsLog.recorded.filter(({ step }) => step < snapshot.step), data, scores: null };
  return { run, weights: null };
}

/** `withData`: the user's own files go with it. */
export async function shareFile(shareable: Shareable, { withPictures, withData }: { readonly withPictures: boolean; readonly withData: boolean }): Promise<void> {
  const { document } = getStudio();
  const datasets = shareable.data.map(async ({ node, name, items, files }): Promise<SharedDataset> => ({
    node,
    name,
    items,
    files: withData ? await Promise.all((files ?? []).map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.blob.arrayBuffer()) }))) : [],
  }));
  const bytes = await writeShared({ document, ...(await trained(document, shareable)), pictures: withPictures ? shareable.pictures : [], datasets: await Promise.all(datasets) });
  const name = fileName(document.name, '.hourglass.zip');
  downloadBlob(new Blob([new Uint8Array(bytes)], { type: 'application/zip' }), name);
  notify(`Downloaded ${name}.`, { tone: 'good', description: withData ? 'Your data are in it.' : 'Your data are not in it.' });
}
