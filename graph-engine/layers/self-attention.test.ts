import { describe, expect, it } from 'vitest';
import { buildLayer, problemOf, runLayer, testLayer } from '../testing/test-layer';
import { selfAttention } from './self-attention';

describe('self-attention', () => {
  testLayer(selfAttention, [
    { params: { heads: 2 }, input: [3, 4], output: [3, 4], weights: 64, mirror: ['self-attention'] },
    { params: { heads: 1, causal: true }, input: [4, 2], output: [4, 2], weights: 16, mirror: ['self-attention'] },
  ]);

  /** One head on two channels, whose keys and queries are the first channel and whose values are the second: worked out by hand. */
  const weighed = (x: readonly (readonly [number, number])[], seen: (row: number, column: number) => boolean): number[] =>
    x.map(([query], row) => {
      const scores = x.map(([key], column) => (seen(row, column) ? Math.exp((query * key) / Math.SQRT2) : 0));
      const total = scores.reduce((sum, score) => sum + score, 0);
      return x.reduce((sum, [, value], column) => sum + (scores[column]! / total) * value, 0);
    });
  const x = [[1, 2], [-0.5, 4], [2, -1]] as const;
  it.each([
    { causal: false, expected: weighed(x, () => true) },
    { causal: true, expected: weighed(x, (row, column) => column <= row) },
  ])('takes values by how well keys fit, causal: $causal', ({ causal, expected }) => {
    const built = buildLayer(selfAttention, { heads: 1, causal }, [3, 2], 'infer', 1);
    const set = (name: string, ...values: number[]) => (built.given[built.weights[name]!.id] = Float32Array.from(values));
    built.given[built.x.id] = Float32Array.from(x.flat());
    set('queryKernel', 1, 0, 0, 0);
    set('keyKernel', 1, 0, 0, 0);
    set('valueKernel', 0, 0, 0, 1);
    set('outputKernel', 0, 0, 1, 0);
    const values = runLayer(built);
    expected.forEach((value, place) => expect(values[2 * place]).toBeCloseTo(value, 5));
  });
  it('asks for channels that its heads divide, and for a sequence that is not too long', () => {
    expect(problemOf(selfAttention, { heads: 4 }, [28, 30])).toBe('takes a number of channels that divides by its 4 heads, and gets [batch, 28, 30]. Change the heads or the channels.');
    expect(selfAttention.infer({ heads: 4, causal: false }, [28, 30])).toMatchObject({ wants: [28, 32], set: [{ params: { heads: 3 } }] });
    expect(problemOf(selfAttention, {}, [5000, 4])).toContain('at most 2,048 places');
  });
});
