import { describe, expect, it } from 'vitest';
import { Random } from '@/graph-engine/random/counter';
import { affinities } from './t-sne';
import { neighbours } from './neighbours';
import { layouts, type LayoutName } from './registry';
import type { LayoutInput } from './definition';

const SEED = 20_261_128;
const SIZE = 6;
/** Three clusters of codes, of which two lie near each other. */
function clusters(each: number): LayoutInput & { readonly labels: readonly number[] } {
  const random = new Random(SEED, 0);
  const centres = [[0, 0, 0, 0, 0, 0], [4, 4, 0, 0, 0, 0], [0, 0, 30, 30, 30, 0]];
  const items = 3 * each;
  const labels = Array.from({ length: items }, (_, i) => i % 3);
  const codes = Float32Array.from({ length: items * SIZE }, (_, at) => centres[labels[Math.floor(at / SIZE)]!]![at % SIZE]! + random.uniform() - 0.5);
  // A start that knows nothing of the clusters.
  return { codes, items, size: SIZE, start: Float32Array.from({ length: 2 * items }, () => random.uniform() - 0.5), seed: SEED, labels };
}
/** Share of the items whose nearest neighbour on the map is of their cluster. */
function kept(points: Float32Array, labels: readonly number[]): number {
  const nearest = labels.map((_, i) => {
    let [best, least] = [0, Infinity];
    for (let j = 0; j < labels.length; j++) {
      const distance = (points[2 * i]! - points[2 * j]!) ** 2 + (points[2 * i + 1]! - points[2 * j + 1]!) ** 2;
      if (j !== i && distance < least) [best, least] = [j, distance];
    }
    return labels[best];
  });
  return nearest.filter((label, i) => label === labels[i]).length / labels.length;
}

describe('layouts of a code', () => {
  it.each(Object.keys(layouts) as LayoutName[])('%s keeps clusters together, step by step, and is the same for the same seed', (name) => {
    const input = clusters(25);
    const place = (): Float32Array => {
      const run = layouts[name].begin(input);
      let points: Float32Array = new Float32Array();
      for (let step = 0; step < run.steps; step++) points = run.step();
      return points.slice();
    };
    const points = place();
    expect(points.every(Number.isFinite), `seed ${SEED}`).toBe(true);
    expect(kept(points, input.labels), `seed ${SEED}`).toBeGreaterThan(0.98);
    expect(place()).toEqual(points);
  });
  it.each(Object.keys(layouts) as LayoutName[])('%s takes few items, and items that are all alike', (name) => {
    for (const codes of [Float32Array.of(0, 1, 2, 5), new Float32Array(12)]) {
      const items = codes.length;
      const run = layouts[name].begin({ codes, items, size: 1, start: Float32Array.from({ length: 2 * items }, (_, i) => i / items), seed: SEED });
      for (let step = 0; step < 20; step++) expect(run.step().every(Number.isFinite), `${items} items`).toBe(true);
    }
  });
});
it('finds the nearest of each item, nearest first', () => {
  const { codes, items } = clusters(10);
  const { k, items: found, squared } = neighbours(codes, items, SIZE, 7);
  const distance = (i: number, j: number): number => codes.subarray(i * SIZE, (i + 1) * SIZE).reduce((sum, x, d) => sum + (x - codes[j * SIZE + d]!) ** 2, 0);
  for (let i = 0; i < items; i++) {
    const sorted = Array.from({ length: items }, (_, j) => j).filter((j) => j !== i).toSorted((a, b) => distance(i, a) - distance(i, b));
    expect([...found.subarray(i * k, (i + 1) * k)], `seed ${SEED}`).toEqual(sorted.slice(0, 7));
    expect(squared[i * k]).toBeCloseTo(distance(i, sorted[0]!), 6);
  }
});
it('affinities have the perplexity that is asked for', () => {
  const { codes, items } = clusters(40);
  const { k, values } = affinities(codes, items, SIZE, 20);
  for (const i of [0, 7, 99]) {
    const row = values.subarray(i * k, (i + 1) * k);
    const entropy = row.reduce((sum, p) => sum - (p > 0 ? p * Math.log(p) : 0), 0);
    expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
    expect(Math.exp(entropy)).toBeCloseTo(20, 2);
  }
});
