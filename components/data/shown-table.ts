/** A table as it is shown: its items as pictures, its numbers read as the Dataset says. */
import { useMemo } from 'react';
import { gather } from '@/graph-engine/data/split';
import { headOf } from '@/graph-engine/data/rows/in-memory';
import { readAs } from '@/graph-engine/data/settings';
import type { DataTable } from '@/graph-engine/data/table';
import { sizeOf } from '@/graph-engine/document/shape';
import { dataSettingsOf } from '@/graph-engine/nodes/data-settings';
import type { ImageStrip } from '@/graph-engine/training/image-strip';
import { useDocument } from '@/components/studio-state/use-studio';

/** Items `indices` of a table as it is stored, unscaled by the Dataset's choice of range. Of a table in a file, the first alone are here at once. */
export function stripOf(table: DataTable, indices: ArrayLike<number>): ImageStrip {
  const values = new Float32Array(indices.length * sizeOf(table.shape));
  gather(headOf(table), indices, values);
  return { shape: table.shape, count: indices.length, values };
}
/** The table with its numbers read as the Dataset says. */
export function useReadTable(node: string | null, table: DataTable | null): DataTable | null {
  const unsigned = useDocument(({ nodes }) => (node !== null && nodes[node] ? dataSettingsOf(nodes[node]).unsigned : false));
  return useMemo(() => table && readAs(table, { unsigned }), [table, unsigned]);
}
