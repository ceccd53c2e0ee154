/** Any items of a table as pictures, also those that stand in a file. */
import { useEffect, useMemo, useState } from 'react';
import { isInMemory } from '@/graph-engine/data/rows/in-memory';
import type { DataTable } from '@/graph-engine/data/table';
import type { ImageStrip } from '@/graph-engine/training/image-strip';
import { reportFault } from '@/components/studio-state/messages';
import { stripOf } from '../shown-table';
import { someRows } from './some-rows';

/** Null until they are here. */
export function useStrip(table: DataTable | null, indices: Uint32Array | null): ImageStrip | null {
  const [read, setRead] = useState<{ readonly table: DataTable; readonly indices: Uint32Array; readonly strip: ImageStrip } | null>(null);
  const here = useMemo(() => (table && indices && isInMemory(table) ? stripOf(table, indices) : null), [table, indices]);
  useEffect(() => {
    if (!table || !indices || isInMemory(table)) return;
    let wanted = true;
    someRows(table, indices).then((values) => wanted && setRead({ table, indices, strip: { shape: table.shape, count: indices.length, values } }), reportFault);
    return () => void (wanted = false);
  }, [table, indices]);
  return here ?? (read?.table === table && read?.indices === indices ? read.strip : null);
}
