import { afterEach, expect, it, vi } from 'vitest';
import { timeRecords } from './profile';

/** A clock of our own: records take time on it, and it shows whole ticks only. */
function fakeClock(tickMs: number): { advance(ms: number): void } {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 0.0001;
    return Math.floor(now / tickMs) * tickMs;
  });
  return { advance: (ms) => void (now += ms) };
}
afterEach(() => void vi.restoreAllMocks());

it('times what is far below a tick of the clock, also where the first run was slow', () => {
  const clock = fakeClock(0.1);
  const runs = [0, 0];
  const ms = timeRecords([0, 1], { rounds: 8, budgetMs: 1e6 }, { before: () => {}, run: (i) => clock.advance(runs[i]!++ === 0 ? 3 : [0.002, 2.5][i]!) });
  expect(ms[0]).toBeGreaterThan(0.0018);
  expect(ms[0]).toBeLessThan(0.0023);
  expect(ms[1]).toBeGreaterThan(2.3);
  expect(ms[1]).toBeLessThan(2.7);
});
it('begins no round after its time, and does one at least', () => {
  const clock = fakeClock(0.001);
  let rounds = 0;
  timeRecords([0], { rounds: 50, budgetMs: 35 }, { before: () => void rounds++, run: () => clock.advance(10) });
  expect(rounds).toBe(4);
  rounds = 0;
  timeRecords([0], { rounds: 50, budgetMs: 5 }, { before: () => void rounds++, run: () => clock.advance(10) });
  expect(rounds).toBe(1);
});
