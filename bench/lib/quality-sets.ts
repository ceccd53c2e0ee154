/** The sets that a template is held to: its own, MNIST, and one that nobody chose its numbers for. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadData } from '@/cli/data';
import { loadDataPath } from '@/cli/load-data';
import type { DataTable, MemoryTable } from '@/graph-engine/data/table';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { splitSettingsOf } from '@/graph-engine/nodes/data-settings';
import { dataNodes } from '@/graph-engine/training/feed';
import { enlarged, padded, readOptdigits } from './optdigits';
import { otherPatterns } from './other-patterns';
import { otherSprites } from './other-sprites';

const shared = (path: string): string => fileURLToPath(new URL(`../../../shared/data/${path}`, import.meta.url));
const mnist = shared('mnist_train10k');
const handwriting = shared('optdigits/optdigits.tra');

export interface QualitySet {
  readonly name: string;
  /** Why it cannot be had, or null. */
  readonly missing: string | null;
  /** Null where it is not of this kind. */
  table(shape: readonly number[], seed: number): Promise<DataTable | null>;
}

/** Digits as 28 × 28, and as 32 × 32 with a margin. */
const digitsFor = (table: MemoryTable, [rows, columns]: readonly number[]): DataTable | null =>
  rows === 28 && columns === 28 ? table : rows === 32 && columns === 32 ? padded(table, 32) : null;
const missing = (path: string, name: string): string | null => (existsSync(path) ? null : `${name} is not beside the project (${path})`);

export const qualitySets: readonly QualitySet[] = [
  { name: 'own', missing: null, table: async () => null },
  { name: 'MNIST', missing: missing(mnist, 'MNIST'), table: async (shape) => digitsFor(await loadDataPath(mnist), shape) },
  {
    name: 'other',
    missing: null,
    async table(shape, seed) {
      if (shape[0] === 3) return otherPatterns(seed);
      if (shape[0] === 32) return otherSprites(seed);
      return existsSync(handwriting) ? enlarged(readOptdigits(readFileSync(handwriting, 'utf8')), 28) : null;
    },
  },
];

export interface Prepared {
  readonly document: HourglassDocument;
  readonly data: Record<string, DataTable>;
}
/** The document on that set; null where the set is of another kind. */
export async function onSet(document: HourglassDocument, set: QualitySet, seed: number): Promise<Prepared | null> {
  const seeded = { ...document, training: { ...document.training, seed } };
  if (set.name === 'own') return loadData(seeded, {});
  const [node, other] = dataNodes(seeded);
  // What two sets are to each other, no other set is: `cycle` has a bench of its own.
  if (other) return null;
  // What it calls normal is a label of its own data: such templates have a bench of their own, `anomalies`.
  if (splitSettingsOf(node!).normal !== '') return null;
  const own = await loadData(seeded, {});
  const table = await set.table(own.data[node!.id]!.shape, seed);
  if (!table) return null;
  const params = { ...node!.params, source: 'file', shape: table.shape, fileName: table.name, classes: table.labelNames?.length ?? 0 };
  return { document: { ...seeded, nodes: { ...seeded.nodes, [node!.id]: { ...node!, params } } }, data: { [node!.id]: table } };
}
