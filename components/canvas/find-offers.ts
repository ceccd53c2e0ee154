/** What can be added, by name and meaning; with slips of the hand where nothing is written as it was typed. */
import Fuse from 'fuse.js';
import { rankByMeaning } from '@/components/ui/by-meaning';
import { isKind, type Offer } from '@/components/canvas-state/offers';

const keys = [
  { name: 'title', weight: 4 },
  { name: 'words', weight: 2 },
  { name: 'help', weight: 0.6 },
];

/** Best first; every kind, in its order, for an empty query. */
export function findOffers(offers: readonly Offer[], query: string): readonly Offer[] {
  if (query.trim() === '') return offers.filter(isKind);
  const found = rankByMeaning(offers, query);
  return found.length > 0 ? found : new Fuse(offers, { keys, threshold: 0.38, ignoreLocation: true }).search(query.trim()).map(({ item }) => item);
}
