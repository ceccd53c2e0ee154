import { describe, expect, it } from 'vitest';
import { boxMuller } from './box-muller';
import { fillNormal, fillUniform } from './counter';
import { keyOf, philox } from './philox';
import { Random, randomStream } from './random';

const block = (counter: readonly number[], key: readonly number[]): string[] => {
  const out = new Uint32Array(4);
  philox(out, counter[0]!, counter[1]!, counter[2]!, counter[3]!, key[0]!, key[1]!);
  return [...out].map((word) => word.toString(16).padStart(8, '0'));
};
const moments = (values: ArrayLike<number>) => {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i]!;
  const mean = sum / n;
  const central = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) for (let p = 2; p <= 4; p++) central[p]! += (values[i]! - mean) ** p / n;
  return { mean, variance: central[2]!, skew: central[3]!, kurtosis: central[4]! / central[2]! ** 2 };
};

describe('philox', () => {
  it('gives the known answers published with Random123', () => {
    const ones = 0xffffffff;
    expect(block([0, 0, 0, 0], [0, 0])).toEqual(['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8']);
    expect(block([ones, ones, ones, ones], [ones, ones])).toEqual(['408f276d', '41c83b0e', 'a20bc7c6', '6d5451fd']);
    expect(block([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0])).toEqual(['d16cfe09', '94fdcceb', '5001e420', '24126ea1']);
  });

  it('keeps all 53 bits of a seed apart and refuses what is no integer', () => {
    expect(keyOf(1)).not.toEqual(keyOf(1 + 2 ** 32));
    expect(keyOf(-1)).not.toEqual(keyOf(2 ** 32 - 1));
    expect(() => keyOf(0.5)).toThrow(/internal: the seed/);
    expect(() => keyOf(Number.NaN)).toThrow(/internal: the seed/);
  });
});

describe('fills', () => {
  it('depend on seed, step and stream alone', () => {
    const fill = (seed: number, step: number, stream: number, fn = fillUniform, length = 9) => {
      const out = new Float32Array(length);
      fn(out, seed, step, stream);
      return [...out];
    };
    for (const fn of [fillUniform, fillNormal]) {
      expect(fill(1, 2, 3, fn)).toEqual(fill(1, 2, 3, fn));
      expect(fill(1, 2, 3, fn).slice(0, 6)).toEqual(fill(1, 2, 3, fn, 6));
      expect(fill(2, 2, 3, fn)).not.toEqual(fill(1, 2, 3, fn));
      expect(fill(1, 3, 3, fn)).not.toEqual(fill(1, 2, 3, fn));
      expect(fill(1, 2, 4, fn)).not.toEqual(fill(1, 2, 3, fn));
    }
  });

  it('are uniform on [0, 1)', () => {
    const out = new Float32Array(400_001);
    fillUniform(out, 7, 0, 0);
    const { mean, variance, kurtosis } = moments(out);
    expect(mean).toBeCloseTo(0.5, 2);
    expect(variance).toBeCloseTo(1 / 12, 3);
    expect(kurtosis).toBeCloseTo(1.8, 1);
    expect(out.every((value) => value >= 0 && value < 1)).toBe(true);
  });

  it('are normal: moments, tails, and no correlation between neighbours or between steps', () => {
    const out = new Float32Array(400_002);
    const next = new Float32Array(400_002);
    fillNormal(out, 7, 0, 5);
    fillNormal(next, 7, 1, 5);
    const { mean, variance, skew, kurtosis } = moments(out);
    expect(Math.abs(mean)).toBeLessThan(0.006);
    expect(variance).toBeCloseTo(1, 1);
    expect(Math.abs(skew)).toBeLessThan(0.02);
    expect(Math.abs(kurtosis - 3)).toBeLessThan(0.05);
    const beyond = out.filter((value) => Math.abs(value) > 1.959964).length / out.length;
    expect(Math.abs(beyond - 0.05)).toBeLessThan(0.002);
    let neighbours = 0;
    let steps = 0;
    for (let i = 1; i < out.length; i++) {
      neighbours += (out[i]! * out[i - 1]!) / out.length;
      steps += (out[i]! * next[i]!) / out.length;
    }
    expect(Math.abs(neighbours)).toBeLessThan(0.008);
    expect(Math.abs(steps)).toBeLessThan(0.008);
  });
});

describe('boxMuller', () => {
  it('agrees with the formula of the paper, at the extremes too', () => {
    const random = new Random(11);
    const pairs = [[0, 0], [0xffffffff, 0xffffffff], [1, 0x40000000], [0x7fffffff, 0x80000000], [0xb504f333, 0xc0000000]];
    for (let i = 0; i < 2000; i++) pairs.push([random.word(), random.word()]);
    const out = new Float64Array(2);
    for (const [a, b] of pairs) {
      boxMuller(out, 0, a!, b!);
      const radius = Math.sqrt(-2 * Math.log((a! + 0.5) / 2 ** 32));
      const angle = 2 * Math.PI * ((b! + 0.5) / 2 ** 32) - Math.PI / 4;
      expect(Math.abs(out[0]! - radius * Math.cos(angle))).toBeLessThan(1e-9);
      expect(Math.abs(out[1]! - radius * Math.sin(angle))).toBeLessThan(1e-9);
    }
  });
});

describe('Random', () => {
  it('repeats itself from the same seed and differs between streams', () => {
    const take = (random: Random) => Array.from({ length: 10 }, () => random.word());
    expect(take(randomStream(3, 1, 2))).toEqual(take(new Random(3, 1, 2)));
    expect(take(randomStream(3, 1, 2))).not.toEqual(take(new Random(3, 2, 1)));
  });

  it('draws integers evenly and permutations of everything', () => {
    const random = new Random(5);
    const counts = new Array<number>(7).fill(0);
    for (let i = 0; i < 70_000; i++) counts[random.integer(7)]!++;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
    expect([...random.permutation(100)].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(() => random.integer(0)).toThrow(/internal/);
  });

  it('uses both numbers of each normal pair', () => {
    const random = new Random(9);
    const { mean, variance } = moments(Array.from({ length: 50_000 }, () => random.normal(2, 3)));
    expect(mean).toBeCloseTo(2, 0);
    expect(Math.abs(variance - 9)).toBeLessThan(0.3);
  });
});
