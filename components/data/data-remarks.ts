/** What should be known of the numbers of a Dataset, beyond what its document says: found on this page, from the table that is loaded. */
import { useMemo } from 'react';
import { split } from '@/datasets/split';
import type { DataTable } from '@/datasets/definition';
import type { Diagnostic } from '@/graph-engine/diagnostics/types';
import type { GraphNode, HourglassDocument } from '@/graph-engine/document/types';
import { batchRemarks } from '@/graph-engine/analysis/batch-statistics';
import { dataRemarks } from '@/graph-engine/training/data-remarks';
import { Feed } from '@/graph-engine/training/feed';
import { useAnalysis, useDocument } from '@/components/studio-state/use-studio';
import { useData } from './data-store';

const NONE: readonly Diagnostic[] = [];
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
  const remarks = dataRemarks(new Feed(table, node, split(table.count, validationSplit, seed, node.id), seed));
  made.set(table, { key, remarks });
  return remarks;
}

/** With this many batches and more, nothing that depends on the number of items is worth a word. */
const ENOUGH_BATCHES = 10;

/** Of a Dataset whose data is loaded; none of any other node. */
export function useDataRemarks(nodeId: string): readonly Diagnostic[] {
  const entry = useData(nodeId);
  const node = useDocument(({ nodes }) => nodes[nodeId]);
  const training = useDocument((document) => document.training);
  const table = entry?.status === 'ready' ? entry.table : null;
  const isSmall = table !== null && table.count < ENOUGH_BATCHES * training.batchSize;
  // Only a small set follows the whole document, so that other Datasets stay as they are while somebody draws.
  const document = useDocument((whole) => (isSmall ? whole : null));
  const analysis = useAnalysis((whole) => (isSmall ? whole : null));
  return useMemo(() => {
    if (!table || !node) return NONE;
    const remarks = remarksOf(table, node, training);
    return document && analysis ? [...remarks, ...batchRemarks(document, analysis, table.count)] : remarks;
  }, [table, node, training, document, analysis]);
}
