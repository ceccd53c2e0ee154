/** What should be known of the numbers of a table under a Dataset: found on this page, and fetched when there is a file. */
import type { DataTable } from '@/graph-engine/data/table';
import type { Diagnostic } from '@/graph-engine/diagnostics/types';
import type { GraphNode, HourglassDocument } from '@/graph-engine/document/types';
import { dataRemarks } from '@/graph-engine/training/data-remarks';
import { Feed } from '@/graph-engine/training/feed';
import { partsOf } from './parts-of';

interface Made {
  readonly key: string;
  readonly remarks: readonly Diagnostic[];
}
/** Several places of the page ask for the same. */
const made = new WeakMap<DataTable, Made>();

export function remarksOf(table: DataTable, node: GraphNode, { validationSplit, seed }: HourglassDocument['training']): readonly Diagnostic[] {
  const key = JSON.stringify([node.id, node.name, node.params, validationSplit, seed]);
  const known = made.get(table);
  if (known?.key === key) return known.remarks;
  const parts = partsOf(table, node, { validationSplit, seed });
  const remarks = parts ? dataRemarks(new Feed(table, node, parts, seed)) : [];
  made.set(table, { key, remarks });
  return remarks;
}
