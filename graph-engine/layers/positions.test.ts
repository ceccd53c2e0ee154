import { describe, expect, it } from 'vitest';
import { problemOf, testLayer } from '../testing/test-layer';
import { positions } from './positions';

describe('positions', () => {
  testLayer(positions, [{ input: [4, 3], output: [4, 3], weights: 12, mirror: ['positions'] }]);
  it('asks for a sequence', () => {
    expect(problemOf(positions, {}, [28, 28, 1])).toBe('takes a sequence [batch, places, channels], and gets [batch, 28, 28, 1]. Put a Reshape to places, channels before it.');
    expect(positions.infer({}, [28, 28, 3])).toMatchObject({ insert: [{ kind: 'reshape', params: { shape: [28, 84] } }] });
  });
});
