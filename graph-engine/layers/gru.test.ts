import { describe, expect, it } from 'vitest';
import { buildLayer, problemOf, runLayer, testLayer } from '../testing/test-layer';
import { gru } from './gru';

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

describe('gru', () => {
  testLayer(gru, [
    { params: { units: 2 }, input: [4, 3], output: [4, 2], weights: 38, mirror: ['gru', 'dense'] },
    { params: { units: 2, direction: 'both' }, input: [3, 2], output: [3, 4], weights: 64, mirror: ['gru', 'dense'] },
    { params: { units: 1, direction: 'backward', gives: 'last' }, input: [3, 2], output: [1], weights: 13, mirror: 'what was when' },
  ]);
  it.each(['forward', 'backward'] as const)('carries its memory as worked out by hand, %s', (direction) => {
    const built = buildLayer(gru, { units: 1, direction }, [3, 1], 'infer', 1);
    const set = (name: string, ...values: number[]) => (built.given[built.weights[`${direction}${name}`]!.id] = Float32Array.from(values));
    const x = [0.5, -1, 2];
    built.given[built.x.id] = Float32Array.from(x);
    set('Kernel', 0.3, -0.2, 0.8);
    set('Bias', 0.1, 0.2, -0.1);
    set('RecurrentKernel', 0.5, 0.4, -0.6);
    set('RecurrentBias', 0.25);
    const expected: number[] = [];
    let memory = 0;
    for (const place of direction === 'forward' ? [0, 1, 2] : [2, 1, 0]) {
      const [reset, kept] = [sigmoid(0.3 * x[place]! + 0.1 + 0.5 * memory), sigmoid(-0.2 * x[place]! + 0.2 + 0.4 * memory)];
      const proposed = Math.tanh(0.8 * x[place]! - 0.1 + reset * (-0.6 * memory + 0.25));
      memory = (1 - kept) * proposed + kept * memory;
      expected[place] = memory;
    }
    runLayer(built).forEach((value, place) => expect(value).toBeCloseTo(expected[place]!, 5));
  });
  it('grows by the place', () => {
    const of = (places: number): number => buildLayer(gru, { units: 2 }, [places, 2], 'train', 1).b.ops.length;
    expect(of(40) - of(20)).toBe(of(60) - of(40));
  });
  it('asks for a sequence that is not too long', () => {
    expect(problemOf(gru, {}, [4])).toContain('takes a sequence');
    expect(gru.infer({ units: 2, direction: 'forward', gives: 'places' }, [1000, 8])).toMatchObject({ expected: 'a sequence of at most 256 places', insert: [{ kind: 'conv1d', params: { filters: 8, stride: 4 } }] });
  });
});
