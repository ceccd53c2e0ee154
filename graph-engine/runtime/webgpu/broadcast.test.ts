import { describe, expect, it } from 'vitest';
import { sizeOf } from '../../document/shape';
import { indexAt } from '../../testing/wgsl-index';
import { broadcastIndex } from './broadcast';

const strides = (shape: readonly number[]): number[] => shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));

describe('an index into what is broadcast', () => {
  it.each([
    [[], [3, 5]], [[5], [3, 5]], [[3, 1], [3, 5]], [[1, 5], [3, 5]], [[2, 1, 1, 5], [2, 3, 4, 5]], [[2, 3, 1, 1], [2, 3, 4, 5]], [[1, 3, 1, 5], [2, 3, 4, 5]], [[2, 1, 4, 1], [2, 3, 4, 5]], [[4, 5], [2, 3, 4, 5]],
  ] as const)('broadcast %j to %j', (from, to) => {
    const padded = [...new Array<number>(to.length - from.length).fill(1), ...from];
    const steps = strides(padded).map((stride, axis) => (padded[axis] === 1 ? 0 : stride));
    const expression = broadcastIndex(from, to);
    for (let i = 0; i < sizeOf(to); i++) {
      const expected = strides(to).reduce((sum, stride, axis) => sum + (Math.floor(i / stride) % to[axis]!) * steps[axis]!, 0);
      expect(indexAt(expression, { i }), `${expression} at ${i}`).toBe(expected);
    }
  });
  it('of a single number is 0, also where what is computed from it is one', () => {
    for (const to of [[], [1], [1, 1], [3, 5]]) expect(broadcastIndex([], to)).toBe('0u');
    expect(broadcastIndex([1, 1], [1])).toBe('0u');
  });
});
