import { describe, expect, it } from 'vitest';
import { problemOf, testLayer } from '../testing/test-layer';
import { residual } from './residual';

describe('residual', () => {
  testLayer(residual, [
    { params: { activation: 'tanh' }, input: [3], output: [3], weights: 24, mirror: ['residual'] },
    { params: { activation: 'tanh' }, input: [4, 3], output: [4, 3], weights: 24, mirror: ['residual'] },
    { params: { activation: 'leaky-relu' }, input: [3, 3, 2], output: [3, 3, 2], weights: 76, mirror: ['residual'] },
  ]);
  it('takes vectors, sequences and images', () => expect(problemOf(residual, {}, [4, 4, 4, 1])).toContain('takes a vector, a sequence or an image'));
});
