import { describe, expect, it } from 'vitest';
import { problemOf, testLayer } from '../testing/test-layer';
import { maxPool } from './max-pool';

describe('max-pool', () => {
  testLayer(maxPool, [
    { params: { size: 2 }, input: [4, 4, 2], output: [2, 2, 2], weights: 0, mirror: ['upsample'] },
    { params: { size: 2 }, input: [5, 4, 1], output: [2, 2, 1], weights: 0, mirror: ['upsample', 'pad'] },
    { params: { size: [1, 3] }, input: [3, 7, 2], output: [3, 2, 2], weights: 0, mirror: ['upsample', 'pad'] },
  ]);
  it('refuses a picture smaller than its window', () => expect(problemOf(maxPool, { size: 4 }, [3, 8, 1])).toContain('at least 4 × 4'));
});
