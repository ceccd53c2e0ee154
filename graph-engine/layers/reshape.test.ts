import { describe, expect, it } from 'vitest';
import { problemOf, testLayer } from '../testing/test-layer';
import { reshape } from './reshape';

describe('reshape', () => {
  testLayer(reshape, [
    { params: { shape: [2, 3, 1] }, input: [6], output: [2, 3, 1], weights: 0, mirror: ['reshape'] },
    { params: { shape: [-1, 2] }, input: [4, 3], output: [6, 2], weights: 0, mirror: ['reshape'] },
  ]);
  it('says which sizes fit', () => {
    expect(problemOf(reshape, { shape: [5] }, [6])).toBe('takes 5 values, and gets 6 in [batch, 6]. Choose a shape of 6 values.');
    expect(problemOf(reshape, { shape: [-1, 4] }, [6])).toContain('divides by 4');
    expect(problemOf(reshape, { shape: [-1, -1] }, [6])).toContain('at most one −1');
  });
});
