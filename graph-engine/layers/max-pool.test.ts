import { describe, expect, it } from 'vitest';
import { readParams } from '../document/fields';
import type { Params } from '../document/types';
import { problemOf, testLayer } from '../testing/test-layer';
import { maxPool } from './max-pool';

describe('max-pool', () => {
  testLayer(maxPool, [
    { params: { size: 2 }, input: [4, 4, 2], output: [2, 2, 2], weights: 0, mirror: ['upsample'] },
    { params: { size: 2 }, input: [5, 4, 1], output: [2, 2, 1], weights: 0, mirror: ['upsample', 'pad'] },
    { params: { size: [1, 3] }, input: [3, 7, 2], output: [3, 2, 2], weights: 0, mirror: ['upsample', 'pad'] },
    { params: { size: 3, stride: 2 }, input: [7, 8, 2], output: [3, 3, 2], weights: 0, mirror: ['upsample', 'pad'] },
    { params: { size: [2, 3], stride: [0, 1] }, input: [5, 4, 2], output: [2, 2, 2], weights: 0, mirror: ['upsample', 'pad'] },
    { params: { size: [1, 2], stride: [4, 3] }, input: [5, 5, 1], output: [2, 2, 1], weights: 0, mirror: ['upsample', 'crop'] },
    { params: { size: [1, 2], stride: [4, 1] }, input: [5, 5, 1], output: [2, 4, 1], weights: 0, mirror: ['upsample', 'crop', 'pad'] },
  ]);
  it('says its stride where it is not the window', () => {
    const said = (params: Params): string => maxPool.summary(readParams(maxPool.fields, params));
    expect([said({}), said({ size: 3, stride: 2 }), said({ size: [2, 1], stride: [0, 3] })]).toEqual(['2×2', '3×3 / 2', '2×1 / 2×3']);
  });
  it('refuses a picture smaller than its window', () => expect(problemOf(maxPool, { size: 4 }, [3, 8, 1])).toContain('at least 4 × 4'));
});
