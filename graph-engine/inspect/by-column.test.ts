import { expect, it } from 'vitest';
import { withProbabilities } from './by-column';

it('logits of categories are shown as probabilities, numbers as they are', () => {
  const places = [{ name: 'a', kind: 'number', at: 0, width: 1, weight: 1 }, { name: 'b', kind: 'category', at: 1, width: 2, weight: 1 }] as const;
  const shown = withProbabilities(Float32Array.of(7, 0, 0, -3, 800, 798), places, 2);
  expect([...shown]).toEqual([7, 0.5, 0.5, -3, 1 / (1 + Math.exp(-2)), 1 / (1 + Math.exp(2))].map((x) => expect.closeTo(x, 5) as unknown));
});
