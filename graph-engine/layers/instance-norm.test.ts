import { describe, expect, it } from 'vitest';
import { problemOf, testLayer } from '../testing/test-layer';
import { instanceNorm } from './instance-norm';

describe('instance-norm', () => {
  testLayer(instanceNorm, [{ input: [3, 3, 2], output: [3, 3, 2], weights: 4, mirror: ['instance-norm'] }]);
  it('needs an image', () => expect(problemOf(instanceNorm, {}, [5])).toContain('takes an image'));
});
