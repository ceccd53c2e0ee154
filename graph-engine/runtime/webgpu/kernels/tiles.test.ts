import { describe, expect, it } from 'vitest';
import { THREADS } from '../kernel';
import { roomOf, tileFor } from './tiles';

describe('the tile of a product', () => {
  it.each([16_384, 32_768])('fits %i bytes of workgroup memory and gives every invocation its part', (bytes) => {
    for (const m of [1, 9, 128, 1024, 25_088]) for (const n of [1, 16, 250, 2048]) for (const k of [2, 144, 784, 25_088]) {
      const tile = tileFor(1, m, n, k, bytes, true)!;
      expect(roomOf(tile) * 16).toBeLessThanOrEqual(bytes);
      expect((tile.rows * tile.columns) / tile.own ** 2 * tile.slices).toBe(THREADS);
      expect(tile.depth % tile.slices).toBe(0);
    }
  });
  it('is large for a wide layer, and shared out for a long depth', () => {
    expect(tileFor(1, 1024, 2048, 2048, 16_384)).toMatchObject({ rows: 128, columns: 128 });
    expect(tileFor(1, 9, 16, 25_088, 16_384)!.parts).toBeGreaterThan(16);
    expect(tileFor(1, 1024, 2048, 2048, 32_768)!.depth).toBe(16);
  });
  it('is none for a short depth', () => {
    expect(tileFor(1, 128, 256, 2, 16_384)).toBeNull();
  });
});
