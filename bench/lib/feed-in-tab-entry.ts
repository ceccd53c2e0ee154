/** Goes into the training worker of the studio: makes batches from the file of rows that the page has there, and nothing else. */
import { BlobRows } from '@/components/data/rows/blob-rows';
import { printColumns, type ColumnSettings } from '@/graph-engine/data/columns/settings';
import { blockRowsFor } from '@/graph-engine/data/rows/row-file';
import { dealOut } from '@/graph-engine/data/splits/deal-out';
import type { DataTable } from '@/graph-engine/data/table';
import { Feed } from '@/graph-engine/training/feed';
import { splitSettingsOf } from '@/graph-engine/nodes/data-settings';
import { BATCH, largeTableDocument } from './large-table-document';

export interface FedInTab {
  readonly fit: number;
  readonly fedRows: number;
}
const MANY = 5000;
const BREATHE_MS = 24;
const seconds = (work: () => void): number => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
};

/** `width` columns of numbers. */
export async function measure(width: number): Promise<FedInTab> {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('hourglass-rows');
  const { value: handle } = await folder.values().next();
  const blob = await (handle as FileSystemFileHandle).getFile();
  const count = blob.size / width / 4;
  const names = Array.from({ length: width }, (_, i) => `c${i}`);
  const file = new BlobRows({ count, width, precise: false, blockRows: blockRowsFor(width, false), head: new Float32Array(0), blob });
  const table: DataTable = { name: 'large.csv', shape: [width], range: 'real', count, values: file, scale: 1, columns: names.map((name) => ({ name, kind: 'number' })), labels: null, labelNames: null, factors: null };
  const drawn = largeTableDocument.nodes['dataset']!;
  const node = { ...drawn, params: { ...drawn.params, columns: printColumns(names.map((name): ColumnSettings => ({ name, kind: 'number' }))) } };
  const feed = new Feed(table, node, dealOut(table, { ...splitSettingsOf(node), validation: 0.1, seed: 1, node: node.id }), 1);
  const fit = seconds(() => void feed.fitted);
  const many = Math.min(MANY, Math.floor(feed.train.length / BATCH));
  feed.batch(0, 0, BATCH);
  const start = performance.now();
  let breath = start;
  for (let index = 0; index < many; index++) {
    feed.readAhead(1, index, BATCH);
    feed.batch(1, index, BATCH);
    // As between steps: what was asked for ahead can arrive.
    if (performance.now() - breath < BREATHE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    breath = performance.now();
  }
  return { fit, fedRows: (many * BATCH * 1000) / (performance.now() - start) };
}
