/**
 * Search by name and by meaning: names first, then the other words that a definition gives of itself (`vae` of a Gaussian code), then its help. Spelling
 * (British or American), hyphens, capitals and plurals make no difference, from the first letter typed on.
 */
export interface Meaning {
  readonly title: string;
  readonly words: readonly string[];
  readonly help: string;
}

/** One spelling for both, letter by letter, so that the beginning of a word is the beginning of its other spelling too: normalize, colour, centre. */
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('z', 's')
    .replaceAll('ou', 'o')
    .replace(/tre\b/g, 'ter')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
const tight = (folded: string): string => folded.replaceAll(' ', '');
const singular = (word: string): string => (word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word);

/** 3 where the name is what is searched for, 2 where it begins with it, 1 where one of its words does. Folded, both. */
function fit(name: string, search: string): number {
  const [whole, wanted] = [tight(name), tight(search)];
  if (singular(whole) === singular(wanted)) return 3;
  if (wanted.length < 2) return 0;
  if (whole.startsWith(wanted)) return 2;
  return name.split(' ').some((_, index, words) => tight(words.slice(index).join(' ')).startsWith(wanted)) ? 1 : 0;
}
const best = (names: readonly string[], search: string): number => Math.max(0, ...names.map((name) => fit(fold(name), search)));

/** From 0, where nothing of it is what is searched for, to 1. */
export function meaningScore({ title, words, help }: Meaning, query: string): number {
  const search = fold(query);
  if (search === '') return 0;
  const byTitle = best([title], search);
  const byWords = best(words, search);
  if (byTitle === 3) return 1;
  if (byWords === 3) return 0.9;
  if (byTitle > 0) return 0.6 + byTitle / 10;
  if (byWords > 0) return 0.4 + byWords / 10;
  // Several words in any order, each from the beginning of one.
  const text = ` ${[title, ...words, help].map(fold).join(' ')}`;
  return search.length > 2 && search.split(' ').every((word) => text.includes(` ${singular(word)}`)) ? 0.2 : 0;
}

/** What fits, best first; what fits as well stays in its order. */
export function rankByMeaning<T extends Meaning>(entries: readonly T[], query: string): readonly T[] {
  const scored = entries.map((entry) => ({ entry, score: meaningScore(entry, query) }));
  return scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score).map(({ entry }) => entry);
}
