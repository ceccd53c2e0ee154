/** The mark of a Dataset: what is wrong with it, and what should be known of its numbers. */
import { useMemo } from 'react';
import type { Diagnostic } from '@/graph-engine/diagnostics/types';
import { useDataRemarks } from '@/components/data/data-remarks';
import { useAnalysis } from '@/components/studio-state';
import { ProblemBadge } from './problem-badge';

export function DataProblemBadge({ id, fault }: { readonly id: string; readonly fault: Diagnostic | null }) {
  const diagnostics = useAnalysis(({ nodes }) => nodes[id]?.diagnostics);
  const remarks = useDataRemarks(id);
  const all = useMemo(() => [...(fault ? [fault] : []), ...(diagnostics ?? []), ...remarks], [fault, diagnostics, remarks]);
  return <ProblemBadge diagnostics={all} />;
}
