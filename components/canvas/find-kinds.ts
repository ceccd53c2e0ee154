/** Fuzzy search among node kinds. */
import Fuse from 'fuse.js';
import type { NodeDefinition } from '@/graph-engine/nodes/definition';

const keys = [
  { name: 'title', weight: 4 },
  { name: 'kind', weight: 2 },
  { name: 'category', weight: 1 },
  { name: 'help', weight: 0.6 },
];

/** Best first; all of them, in their order, for an empty query. */
export function findKinds(kinds: readonly NodeDefinition[], query: string): readonly NodeDefinition[] {
  const words = query.trim();
  if (words === '') return kinds;
  return new Fuse(kinds, { keys, threshold: 0.38, ignoreLocation: true }).search(words).map(({ item }) => item);
}
