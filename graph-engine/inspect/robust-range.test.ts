import { describe, expect, it } from 'vitest';
import { Random } from '../random/counter';
import { robustRange } from './robust-range';

const all = (values: readonly unknown[]): readonly [number, number] => [0, values.length - 1];
/** As a smoothed loss falls: a tenth of the steps are high. */
const decay = Array.from({ length: 1000 }, (_, i) => 130 + 410 * Math.exp(-i / 50));

describe('the range of an axis', () => {
  it('leaves out the first steps, and says how high they were', () => {
    const { low, high, above } = robustRange([decay], all(decay), false);
    expect(high).toBeLessThan(180);
    expect(low).toBeLessThanOrEqual(130);
    expect(above).toBe(decay[0]);
  });
  it('shows a curve that rises or falls evenly whole', () => {
    for (const curve of [Array.from({ length: 500 }, (_, i) => i), Array.from({ length: 500 }, (_, i) => Math.sqrt(500 - i))]) {
      const { above, below } = robustRange([curve], all(curve), false);
      expect([above, below]).toEqual([null, null]);
    }
  });
  it('leaves out a spike, up or down', () => {
    const seed = 20_261_128;
    const random = new Random(seed, 0);
    const even = Array.from({ length: 400 }, () => 5 + random.uniform());
    const plain = robustRange([even], all(even), false);
    for (const spike of [1e4, -1e4]) {
      const { low, high, above, below } = robustRange([even.with(200, spike)], all(even), false);
      expect(high - low, `seed ${seed}`).toBeLessThan(3 * (plain.high - plain.low));
      expect(spike > 0 ? above : below).toBe(spike);
    }
  });
  it('tells of no spike that another curve makes room for', () => {
    const even = Array.from({ length: 500 }, (_, i) => i / 5);
    const spike = even.map((_, i) => (i === 250 ? 103 : 90 + (i % 2)));
    const { high, above } = robustRange([even, spike], all(even), false);
    expect(high).toBeGreaterThan(103);
    expect(above).toBeNull();
  });
  it('shows a curve with few values whole, such as held-out losses that grow', () => {
    const grown = decay.map((_, i) => (i % 200 === 199 ? 150 + i : null));
    const { high, above } = robustRange([decay, grown], all(decay), false);
    expect(high).toBeGreaterThan(150 + 999);
    expect(above).toBeNull();
  });
  it('is of the part that is looked at', () => {
    const { high, above } = robustRange([decay], [0, 8], false);
    expect(high).toBeGreaterThan(540);
    expect(above).toBeNull();
  });
  it('takes in a level that is near, and none that flattens the curves', () => {
    const curve = Array.from({ length: 100 }, (_, i) => 8 + Math.cos(i));
    expect(robustRange([curve], all(curve), false, [10.5]).high).toBeGreaterThan(10.5);
    expect(robustRange([curve], all(curve), false, [52]).high).toBeLessThan(12);
  });
  it('has room where all values are one, and where there are none', () => {
    for (const [curve, log] of [[[3, 3, 3], false], [[0, 0], false], [[3, 3], true], [[], false], [[null, Number.NaN], true], [[-1, -2], true]] as const) {
      const { low, high } = robustRange([curve], all(curve), log);
      expect(high).toBeGreaterThan(low);
      if (log) expect(low).toBeGreaterThan(0);
    }
  });
});
