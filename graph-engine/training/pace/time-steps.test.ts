import { describe, expect, it } from 'vitest';
import { testClock } from '../../testing/timed-device';
import { timeSteps, type Timed } from './time-steps';

const limits = { shareMs: 100, restMs: 300, bestMs: Infinity, stopped: () => false };
interface Costs {
  readonly step: number;
  readonly read?: number;
  readonly first?: number;
}
/** Steps of a device that works while nobody waits, and what they were asked for. */
async function timed({ step, read = 0, first = 0 }: Costs, more: Partial<typeof limits> = {}): Promise<{ readonly found: Timed | null; readonly steps: number; readonly reads: number }> {
  const clock = testClock();
  let [steps, reads] = [0, 0];
  const blind = (): void => void (clock.time += step + (steps++ === 0 ? first : 0));
  const found = await timeSteps({ blind, read: async () => (blind(), reads++, void (clock.time += read)) }, clock, { ...limits, ...more });
  return { found, steps, reads };
}

describe('timing steps', () => {
  it('does not count what the first step takes besides', async () => {
    expect((await timed({ step: 2, first: 60 })).found).toMatchObject({ ms: 2, dropped: false });
  });
  it('reads seldom, so that a read hardly counts', async () => {
    const { found, steps, reads } = await timed({ step: 0.2, read: 2 });
    expect(found!.ms).toBeLessThan(0.22);
    expect(steps / reads).toBeGreaterThan(30);
  });
  it.each([0.01, 0.3, 4, 30])('keeps to its share with steps of %f ms, and ends when it knows enough', async (step) => {
    const { found } = await timed({ step, read: 1 });
    expect(found!.spentMs).toBeLessThanOrEqual(limits.shareMs);
    expect((await timed({ step, read: 1 }, { shareMs: 1e4, restMs: 1e4 })).found!.spentMs).toBeLessThan(170);
  });
  it('goes over its share for the one turn that tells something, and never over what is left', async () => {
    expect((await timed({ step: 70, first: 80 })).found).toMatchObject({ ms: 70, rough: false });
    expect((await timed({ step: 200 })).found).toEqual({ ms: 200, dropped: false, rough: true, spentMs: 200 });
  });
  it('leaves at its first steps what is far slower than another', async () => {
    const { found, steps } = await timed({ step: 20 }, { bestMs: 1 });
    expect(found).toMatchObject({ ms: 20, dropped: true });
    expect(steps).toBe(2);
  });
  it('does not take a slow read for slow steps', async () => {
    expect((await timed({ step: 0.3, read: 3 }, { bestMs: 0.4 })).found).toMatchObject({ dropped: false });
  });
  it('ends though the clock stands still', async () => {
    expect((await timed({ step: 0 })).found).toMatchObject({ ms: 0 });
  });
  it('ends at once when it is stopped', async () => {
    let looks = 0;
    const { found, steps } = await timed({ step: 1 }, { stopped: () => ++looks > 1 });
    expect(found).toBeNull();
    expect(steps).toBe(2);
  });
});
