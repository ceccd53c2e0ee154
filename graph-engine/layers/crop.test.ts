import { describe, expect, it } from 'vitest';
import { buildLayer, problemOf, runLayer, testLayer } from '../testing/test-layer';
import { crop } from './crop';

describe('crop', () => {
  testLayer(crop, [
    { input: [3, 2, 2], output: [2, 1, 2], weights: 0, mirror: ['pad'] },
    { params: { top: 1, bottom: 0, left: 0, right: 2 }, input: [2, 4, 1], output: [1, 2, 1], weights: 0, mirror: ['pad'] },
  ]);
  it('keeps what is inside', () => {
    const built = buildLayer(crop, { top: 1, bottom: 0, left: 1, right: 1 }, [2, 3, 1], 'infer', 1);
    built.given[built.x.id] = Float32Array.of(1, 2, 3, 4, 5, 6);
    expect([...runLayer(built)]).toEqual([5]);
  });
  it('leaves something', () => {
    expect(problemOf(crop, { top: 2, bottom: 1 }, [3, 8, 1])).toBe('takes an image larger than 3 × 1, and gets [batch, 3, 8, 1]. Cut off less.');
    expect(problemOf(crop, {}, [784])).toContain('an image');
  });
});
