/** What a document holds that this version does not know: the first of it, each once, a few sentences each. */
import { printDiagnostic } from '@/graph-engine/diagnostics/print';
import type { Diagnostic } from '@/graph-engine/diagnostics/types';

const MOST = 3;

export function warningWords(warnings: readonly Diagnostic[]): readonly string[] {
  const sentences = warnings.map((warning) => {
    const { message, cure } = printDiagnostic(warning);
    return `${message} ${cure}`;
  });
  return [...new Set(sentences)].slice(0, MOST);
}
