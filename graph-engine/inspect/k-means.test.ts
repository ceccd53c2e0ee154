import { describe, expect, it } from 'vitest';
import { Random } from '../random/random';
import { kMeans } from './k-means';

/** `n` points around each of the corners of a square of side 10. */
function corners(n: number, seed: number): Float32Array {
  const random = new Random(seed);
  return Float32Array.from({ length: 8 * n }, (_, i) => {
    const corner = Math.floor(i / 2) % 4;
    return (i % 2 === 0 ? corner & 1 : corner >> 1) * 10 + random.normal(0, 0.3);
  });
}

describe('k-means', () => {
  it.each([1, 2, 3, 4, 5])('finds well separated clusters from seed %i', (seed) => {
    const { centers, assignment, distortion } = kMeans(corners(50, seed), 2, 4, seed);
    const found = Array.from({ length: 4 }, (_, k) => [...centers.subarray(2 * k, 2 * k + 2)].map((x) => Math.round(x / 10)).join()).sort();
    expect(found).toEqual(['0,0', '0,1', '1,0', '1,1']);
    expect(distortion).toBeLessThan(0.3);
    for (let i = 4; i < assignment.length; i++) expect(assignment[i]).toBe(assignment[i % 4]);
  });
  it('gives the same clusters for the same seed', () => {
    const points = corners(20, 9);
    expect(kMeans(points, 2, 7, 3)).toEqual(kMeans(points, 2, 7, 3));
  });
  it('puts each centre at the mean of its points', () => {
    const points = corners(30, 4);
    const { centers, assignment } = kMeans(points, 2, 6, 1, 200);
    for (let k = 0; k < 6; k++) {
      const mine = [...assignment.keys()].filter((i) => assignment[i] === k);
      expect(mine.length).toBeGreaterThan(0);
      const mean = mine.reduce((sum, i) => sum + points[2 * i]!, 0) / mine.length;
      expect(centers[2 * k]!).toBeCloseTo(mean, 1);
    }
  });
  it('spreads centres a little when there are fewer points than clusters', () => {
    const { centers } = kMeans(Float32Array.of(3, 3, 3), 1, 4, 1);
    expect(new Set(centers).size).toBe(4);
    for (const center of centers) expect(Math.abs(center - 3)).toBeLessThan(0.1);
  });
  it('refuses no points', () => {
    expect(() => kMeans(new Float32Array(), 2, 3, 1)).toThrow('internal: k-means');
    expect(() => kMeans(new Float32Array(3), 2, 3, 1)).toThrow('internal: k-means');
  });
});
