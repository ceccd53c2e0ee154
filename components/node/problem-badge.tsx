/** The worst problem of a node as a mark; pointing at it tells all of them with their cures. Fetched with the first problem: a sound graph needs none. */
import { lazy, Suspense } from 'react';
import type { Diagnostic, Severity } from '@/graph-engine/diagnostics/types';

const ProblemCard = lazy(async () => ({ default: (await import('./problem-card')).ProblemCard }));
const rank: readonly Severity[] = ['error', 'warning', 'info'];

export function ProblemBadge({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }) {
  const worst = rank.find((severity) => diagnostics.some((diagnostic) => diagnostic.severity === severity));
  return worst ? (
    <Suspense fallback={null}>
      <ProblemCard diagnostics={diagnostics} worst={worst} />
    </Suspense>
  ) : null;
}
