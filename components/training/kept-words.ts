/** What is told of a run that stopped at a value that is not finite: what was met, which weights stand, and what to do. */
import { printDiagnostic } from '@/graph-engine/diagnostics/print';
import type { Diagnostic } from '@/graph-engine/diagnostics/types';

/** Which weights stand. */
export function keptWords(kept: number | null): string {
  if (kept === null) return 'Nothing was trained';
  return kept === 0 ? 'The weights that the run began with are kept' : `The weights of step ${kept.toLocaleString('en')} are kept`;
}

export function notFiniteWords({ kept, diagnostic }: { readonly kept: number | null; readonly diagnostic: Diagnostic }): string {
  const { message, cure } = printDiagnostic(diagnostic);
  return `${message} ${keptWords(kept)}. ${cure}`;
}
