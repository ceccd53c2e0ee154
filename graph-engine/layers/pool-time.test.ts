import { describe, expect, it } from 'vitest';
import { runProgram } from '../testing/run-program';
import { buildLayer, problemOf, testLayer } from '../testing/test-layer';
import { poolTime } from './pool-time';

describe('pool-time', () => {
  testLayer(poolTime, [
    { input: [4, 3], output: [3], weights: 0, mirror: 'what was when' },
    { params: { by: 'max' }, input: [4, 2], output: [2], weights: 0, mirror: 'what was when' },
  ]);
  it.each([
    { by: 'mean', expected: [2, -3, 0] },
    { by: 'max', expected: [3, -3, 0] },
  ])('takes the $by over the places that there are, and 0 where there is none', ({ by, expected }) => {
    const built = buildLayer(poolTime, { by }, [3, 1], 'infer', 3, 0, [3, 1, 0]);
    built.given[built.x.id] = Float32Array.of(1, 3, 2, -3, 9, 9, 9, 9, 9);
    expect([...runProgram(built.b, built.given, [built.y.id])[0]!].map((value) => value + 0)).toEqual(expected);
  });
  it('asks for a sequence', () => expect(problemOf(poolTime, {}, [4])).toContain('takes a sequence'));
});
