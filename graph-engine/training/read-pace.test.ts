import { describe, expect, it } from 'vitest';
import { ReadPace } from './read-pace';

/** The times at which steps are read, when each takes `stepMs(step)`. */
function reads(pace: ReadPace, steps: number, stepMs: (step: number) => number): { readonly at: number[]; readonly counts: number[] } {
  const [at, counts]: [number[], number[]] = [[], []];
  let [now, last, lastStep] = [0, 0, 0];
  for (let step = 0; step < steps; step++) {
    now += stepMs(step);
    if (!pace.isRead(step)) continue;
    at.push(now);
    counts.push(step);
    pace.wasRead(step, (now - last) / Math.max(1, step - lastStep));
    [last, lastStep] = [now, step];
  }
  return { at, counts };
}

describe('reading back', () => {
  it('comes down to a few times a second, for steps of any length', () => {
    for (const ms of [0.2, 3, 40, 1000]) {
      const { at } = reads(new ReadPace({ readEvery: 10, readMs: 250 }), 20_000, () => ms);
      const gaps = at.slice(-5).map((time, i, all) => time - (all[i - 1] ?? -Infinity));
      for (const gap of gaps) {
        expect(gap).toBeGreaterThan(ms > 250 ? 900 : 200);
        expect(Math.min(gap, 1e9)).toBeGreaterThanOrEqual(Math.min(200, ms));
      }
    }
  });
  it('goes back to every step at once when steps become slow, and never more than doubles', () => {
    const { counts } = reads(new ReadPace({ readEvery: 10, readMs: 250 }), 400, (step) => (step < 200 ? 1 : 500));
    const gaps = counts.map((step, i) => step - (counts[i - 1] ?? 0));
    gaps.forEach((gap, i) => expect(gap).toBeLessThanOrEqual(2 * Math.max(1, gaps[i - 1] ?? 1)));
    expect(gaps.slice(-10)).toEqual(new Array(10).fill(1));
  });
  it('keeps to the count where the device has no time for it', () => {
    const pace = new ReadPace({ readEvery: 3 });
    pace.wasRead(0, 1000);
    expect([0, 1, 2, 3, 4].map((step) => pace.isRead(step))).toEqual([true, false, false, true, false]);
  });
});
