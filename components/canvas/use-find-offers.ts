/** The search among what can be added, fetched when somebody is about to search. */
import { useEffect, useState } from 'react';
import { reportFault } from '@/components/studio-state/messages';
import { isKind, type Offer } from '@/components/canvas-state/offers';

type FindOffers = (offers: readonly Offer[], query: string) => readonly Offer[];

/** Until the search is there, by the names as they are written. */
const findNames: FindOffers = (offers, query) => offers.filter((offer) => isKind(offer) && offer.title.toLowerCase().includes(query.trim().toLowerCase()));

export function useFindOffers(wanted: boolean): FindOffers {
  const [find, setFind] = useState<FindOffers>(() => findNames);
  useEffect(() => {
    if (wanted) import('./find-offers').then(({ findOffers }) => setFind(() => findOffers)).catch(reportFault);
  }, [wanted]);
  return find;
}
