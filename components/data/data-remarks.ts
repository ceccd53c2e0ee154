/** What should be known of the numbers of a Dataset, beyond what its document says: found on this page, from the table that is loaded. */
import { useEffect, useMemo, useState } from 'react';
import type { Diagnostic } from '@/graph-engine/diagnostics/types';
import { batchRemarks } from '@/graph-engine/analysis/batch-statistics';
import { useAnalysis, useDocument } from '@/components/studio-state/use-studio';
import { reportFault } from '@/components/studio-state/messages';
import { sourceOf } from './data-source';
import { useData } from './data-store';

const NONE: readonly Diagnostic[] = [];
/** Null until it is fetched, which needs a table that was not generated: what is generated keeps what it promises. */
let ofTables: typeof import('./table-remarks') | null = null;
function useTableRemarks(wanted: boolean): typeof ofTables {
  const [loaded, setLoaded] = useState(ofTables);
  useEffect(() => {
    if (!wanted || loaded) return;
    import('./table-remarks').then((module) => setLoaded((ofTables = module)), reportFault);
  }, [wanted, loaded]);
  return loaded;
}

/** With this many batches and more, nothing that depends on the number of items is worth a word. */
const ENOUGH_BATCHES = 10;

/** Of a Dataset whose data is loaded; none of any other node. */
export function useDataRemarks(nodeId: string): readonly Diagnostic[] {
  const entry = useData(nodeId);
  const node = useDocument(({ nodes }) => nodes[nodeId]);
  const training = useDocument((document) => document.training);
  const table = entry?.status === 'ready' ? entry.table : null;
  const isGenerated = useDocument((whole) => sourceOf(whole, nodeId)?.definition.origin === 'generated');
  const remarksOf = useTableRemarks(table !== null && !isGenerated)?.remarksOf;
  const isSmall = table !== null && table.count < ENOUGH_BATCHES * training.batchSize;
  // Only a small set follows the whole document, so that other Datasets stay as they are while somebody draws.
  const document = useDocument((whole) => (isSmall ? whole : null));
  const analysis = useAnalysis((whole) => (isSmall ? whole : null));
  return useMemo(() => {
    if (!table || !node) return NONE;
    const remarks = isGenerated || !remarksOf ? NONE : remarksOf(table, node, training);
    return document && analysis ? [...remarks, ...batchRemarks(document, analysis, table.count)] : remarks;
  }, [table, node, training, document, analysis, isGenerated, remarksOf]);
}
