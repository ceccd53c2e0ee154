/** How the items of a Dataset are dealt out, on this page: as in training. */
import { DataError } from '@/graph-engine/data/data-error';
import { dealOut } from '@/graph-engine/data/splits/deal-out';
import type { Split } from '@/graph-engine/data/split';
import type { DataTable } from '@/graph-engine/data/table';
import type { GraphNode, HourglassDocument } from '@/graph-engine/document/types';
import { splitSettingsOf } from '@/graph-engine/nodes/data-settings';

/** Null where its settings do not fit the table, which training says in words. */
export function partsOf(table: DataTable, node: GraphNode, { validationSplit, seed }: Pick<HourglassDocument['training'], 'validationSplit' | 'seed'>): Split | null {
  try {
    return dealOut(table, { ...splitSettingsOf(node), validation: validationSplit, seed, node: node.id });
  } catch (error) {
    if (error instanceof DataError) return null;
    throw error;
  }
}
