/** Uniform manifold approximation and projection (McInnes, Healy & Melville 2018), by umap-js. */
import { UMAP } from 'umap-js';
import { Random } from '@/graph-engine/random/counter';
import type { LayoutInput, LayoutRun, MapLayout } from './definition';
import { neighbours } from './neighbours';

/** With the item itself. */
const NEIGHBOURS = 15;

function begin({ codes, items, size, start, seed }: LayoutInput): LayoutRun {
  const random = new Random(seed, 0);
  const nNeighbors = Math.min(NEIGHBOURS, items - 1);
  const umap = new UMAP({ nComponents: 2, nNeighbors, random: () => random.uniform() });
  // Exact neighbours: the search of umap-js is approximate, and slower for this many.
  const { k, items: nearest, squared } = neighbours(codes, items, size, nNeighbors - 1);
  const rows = Array.from({ length: items }, (_, i) => [...codes.subarray(i * size, (i + 1) * size)]);
  const self = Array.from({ length: items }, (_, i) => i);
  umap.setPrecomputedKNN(
    self.map((i) => [i, ...nearest.subarray(i * k, (i + 1) * k)]),
    self.map((i) => [0, ...squared.subarray(i * k, (i + 1) * k)].map(Math.sqrt)),
  );
  const steps = umap.initializeFit(rows);
  // From the principal components, so that two runs agree; UMAP spreads over about ten units.
  const widest = start.reduce((most, x) => Math.max(most, Math.abs(x)), 0) || 1;
  const embedding = umap.getEmbedding();
  for (let i = 0; i < items; i++) for (const axis of [0, 1]) embedding[i]![axis] = (10 * start[2 * i + axis]!) / widest;
  const shown = new Float32Array(2 * items);
  return {
    steps,
    step() {
      umap.step();
      umap.getEmbedding().forEach((place, i) => shown.set(place, 2 * i));
      return shown;
    },
  };
}

export const umap: MapLayout = {
  title: 'UMAP',
  help: 'Keeps near items near each other, and more of how clusters lie to each other than t-SNE; distances are no measure (McInnes, Healy & Melville 2018).',
  most: 4000,
  begin,
};
