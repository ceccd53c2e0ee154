/** The search among node kinds, fetched when somebody is about to search. */
import { useEffect, useState } from 'react';
import type { NodeDefinition } from '@/graph-engine/nodes/definition';
import { reportFault } from '@/components/studio-state/messages';

type FindKinds = (kinds: readonly NodeDefinition[], query: string) => readonly NodeDefinition[];

/** Until the search with slips is there, by the words as they are written. */
const findNames: FindKinds = (kinds, query) => kinds.filter(({ title }) => title.toLowerCase().includes(query.trim().toLowerCase()));

export function useFindKinds(wanted: boolean): FindKinds {
  const [find, setFind] = useState<FindKinds>(() => findNames);
  useEffect(() => {
    if (wanted) import('./find-kinds').then(({ findKinds }) => setFind(() => findKinds)).catch(reportFault);
  }, [wanted]);
  return find;
}
