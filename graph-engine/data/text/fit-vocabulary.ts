/** A vocabulary: the most frequent tokens of the items that are trained on. */
import type { TokenStore } from './token-store';
import { FIRST } from './vocabulary';

/** By falling count; of the same count what came first in the text. At most `most` of them; tokens that stand in no training item are none. */
export function fitVocabulary(store: TokenStore, training: ArrayLike<number>, most: number): readonly string[] {
  const counts = new Float64Array(store.names.length);
  for (let i = 0; i < training.length; i++) for (const id of store.idsOf(training[i]!)) if (id >= FIRST) counts[id - FIRST]!++;
  return Array.from(counts.keys())
    .filter((kind) => counts[kind]! > 0)
    .sort((a, b) => counts[b]! - counts[a]! || a - b)
    .slice(0, most)
    .map((kind) => store.names[kind]!);
}
