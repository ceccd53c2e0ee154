/** Goes into the training worker of the studio: makes batches from the file of rows that the page has there, and nothing else. */
import { withAccess } from '@/components/data/rows/access';
import { BlobRows } from '@/components/data/rows/blob-rows';
import { printColumns, type ColumnSettings } from '@/graph-engine/data/columns/settings';
import { blockRowsFor } from '@/graph-engine/data/rows/row-file';
import { dealOut } from '@/graph-engine/data/splits/deal-out';
import { Feed } from '@/graph-engine/training/feed';
import { splitSettingsOf } from '@/graph-engine/nodes/data-settings';
import { BATCH, largeTableDocument } from './large-table-document';

export interface FedInTab {
  readonly fit: number;
  readonly fedRows: number;
}
/** Batches before the clock is started, as steps are taken before theirs is, and batches that are timed. */
const [WARM, MANY] = [2000, 20_000];
const BREATHE_MS = 24;
/** A message to oneself, as the training worker has it. */
const { port1, port2 } = new MessageChannel();
const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });
const seconds = (work: () => void): number => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
};

/** `width` columns of numbers. */
export async function measure(width: number): Promise<FedInTab> {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('hourglass-rows');
  const { value: handle } = await folder.values().next();
  const { name } = handle!;
  const blob = await (handle as FileSystemFileHandle).getFile();
  const count = blob.size / width / 4;
  const names = Array.from({ length: width }, (_, i) => `c${i}`);
  const file = new BlobRows({ count, width, precise: false, blockRows: blockRowsFor(width, false), head: new Float32Array(0), blob, name });
  const { table } = await withAccess({ name: 'large.csv', shape: [width], range: 'real', count, values: file, scale: 1, columns: names.map((name) => ({ name, kind: 'number' })), labels: null, labelNames: null, factors: null });
  const drawn = largeTableDocument.nodes['dataset']!;
  const node = { ...drawn, params: { ...drawn.params, columns: printColumns(names.map((name): ColumnSettings => ({ name, kind: 'number' }))) } };
  const feed = new Feed(table, node, dealOut(table, { ...splitSettingsOf(node), validation: 0.1, seed: 1, node: node.id }), 1);
  const fit = seconds(() => void feed.fitted);
  const epoch = Math.floor(feed.train.length / BATCH);
  let breath = performance.now();
  const take = async (from: number, to: number): Promise<void> => {
    for (let step = from; step < to; step++) {
      feed.readAhead(Math.floor(step / epoch), step % epoch, BATCH);
      feed.batch(Math.floor(step / epoch), step % epoch, BATCH);
      // As between steps: what was asked for ahead can arrive.
      if (performance.now() - breath < BREATHE_MS) continue;
      await breathe();
      breath = performance.now();
    }
  };
  await take(0, WARM);
  const start = performance.now();
  await take(WARM, WARM + MANY);
  return { fit, fedRows: (MANY * BATCH * 1000) / (performance.now() - start) };
}
