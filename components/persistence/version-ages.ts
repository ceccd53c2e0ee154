/** When the versions of a document were saved, so that a save need not read them all. */
import { whenLost, type VersionRow } from './database';
import type { VersionAge } from './thin-versions';

const ages = new Map<string, Map<number, VersionAge>>();
whenLost(() => ages.clear());

export function agesOf(id: string): Map<number, VersionAge> {
  const known = ages.get(id) ?? new Map<number, VersionAge>();
  ages.set(id, known);
  return known;
}
export const forgetAges = (id: string): void => void ages.delete(id);

export const ageOf = ({ version, at, label, starred, before }: VersionRow): VersionAge => ({ version, at, forGood: label !== undefined || starred === true, replaced: before !== undefined });
