/** Whether a graph guesses hidden tokens, and which of its nodes hide and guess them. */
import type { Analysis } from '@/graph-engine/analysis/types';
import { textOf } from '@/graph-engine/nodes/data-settings';
import type { TextOfTable } from '@/graph-engine/data/text/token-table';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { findMaskedLanguage, type MaskedLanguage } from '@/graph-engine/inspect/text/masked-language';
import { useStudio } from '@/components/studio-state/use-studio';

const known = new WeakMap<Analysis, MaskedLanguage | null>();
/** Asked by every preview at each edit: found once. */
export function maskedLanguageOf(document: HourglassDocument, analysis: Analysis): MaskedLanguage | null {
  const before = known.get(analysis);
  if (before !== undefined) return before;
  const found = findMaskedLanguage(document, analysis);
  known.set(analysis, found);
  return found;
}
const nodeOfPort = (tap: string | undefined): string | undefined => tap?.slice(0, tap.lastIndexOf('.'));
export const useHidesTokens = (node: string): boolean => useStudio(({ document, analysis }) => nodeOfPort(maskedLanguageOf(document, analysis)?.corrupted) === node);
export const useGuessesTokens = (node: string): boolean => useStudio(({ document, analysis }) => nodeOfPort(maskedLanguageOf(document, analysis)?.prediction) === node);
/** What the tokens stand for that are guessed. */
export const useHiddenText = (): TextOfTable | null =>
  useStudio(({ document, analysis }) => {
    const node = document.nodes[maskedLanguageOf(document, analysis)?.data ?? ''];
    return node ? textOf(node) : null;
  });
