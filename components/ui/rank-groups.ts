/**
 * What fits a search, best first, in groups of which the one with the best entry comes first, so that Enter takes that entry.
 * (cmdk sorts inside groups, and leaves the groups where they are: it looks for them by another name than they have.)
 */
import { meaningScore, type Meaning } from './by-meaning';
import { searchScore } from './search-score';

export interface Entry {
  /** Its own name. */
  readonly value: string;
  /** Words that describe it. */
  readonly keywords?: readonly string[];
  /** Of what is found by its meaning, and not by letters of its name. */
  readonly meaning?: Meaning;
}
export interface Group<T extends Entry> {
  readonly title: string;
  readonly entries: readonly T[];
}

export function rankGroups<T extends Entry>(groups: readonly Group<T>[], search: string): readonly Group<T>[] {
  if (search.trim() === '') return groups.filter(({ entries }) => entries.length > 0);
  const ranked = groups.map((group) => {
    const scored = group.entries.map((entry) => ({ entry, score: entry.meaning ? meaningScore(entry.meaning, search) : searchScore(entry.value, search, [...(entry.keywords ?? [])]) }));
    const found = scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
    return { group: { ...group, entries: found.map(({ entry }) => entry) }, best: found[0]?.score ?? 0 };
  });
  return ranked.filter(({ best }) => best > 0).sort((a, b) => b.best - a.best).map(({ group }) => group);
}
