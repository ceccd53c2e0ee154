/** Held-out items of the open document as pictures, without asking the worker: the same split as in training. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { DataTable } from '@/graph-engine/data/table';
import { useDocument } from '@/components/studio-state/use-studio';
import { useTraining } from '@/components/training/use-training';
import { dataNodeIds, sourceOf } from '@/components/data/data-source';
import { partsOf } from '@/components/data/parts-of';
import { useReadTable } from '@/components/data/shown-table';
import { dataStore } from '@/components/data/data-store';

export interface HeldOut {
  readonly table: DataTable;
  /** Items of the table, in the order of the views. */
  readonly indices: Uint32Array;
}
/** Of the document's first Dataset, or of what is looked at in its place, if in its; null until its data is there. */
export function useHeldOut(): HeldOut | null {
  const node = useDocument((document) => dataNodeIds(document)[0] ?? null);
  const key = useDocument((document) => (node ? (sourceOf(document, node)?.key ?? null) : null));
  const share = useDocument((document) => document.training.validationSplit);
  const seed = useDocument((document) => document.training.seed);
  const entry = useStore(dataStore, ({ entries }) => (key && entries[key]) || null);
  const looking = useTraining((training) => (training.looking?.node === node ? training.looking : null));
  const own = entry?.status === 'ready' ? entry.table : null;
  const table = useReadTable(node, looking?.table ?? own);
  const drawn = useDocument(({ nodes }) => (node ? (nodes[node] ?? null) : null));
  return useMemo(() => {
    if (!table || !drawn) return null;
    if (looking) return { table, indices: Uint32Array.from({ length: table.count }, (_, item) => item) };
    const parts = partsOf(table, drawn, { validationSplit: share, seed });
    return parts && { table, indices: parts.validation.length > 0 ? parts.validation : parts.train };
  }, [table, looking, share, seed, drawn]);
}
