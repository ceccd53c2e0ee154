import { expect, it } from 'vitest';
import { StepPace } from './step-pace';

/** What is told after each step, when each takes so many milliseconds. */
function told(pace: StepPace, steps: number, ms: (step: number) => number): (number | null)[] {
  let now = 0;
  pace.begin(0);
  pace.see(0, now);
  return Array.from({ length: steps }, (_, step) => {
    now += ms(step);
    pace.see(step + 1, now);
    return pace.msPerStep;
  });
}

it('says nothing before it is steady, and leaves the first steps out', () => {
  const found = told(new StepPace(), 200, (step) => (step < 3 ? 4_000 : 20));
  expect(found.slice(0, 77).every((ms) => ms === null)).toBe(true);
  for (const ms of found.slice(78)) expect(ms).toBeCloseTo(20, 6);
});
it('waits for several steps where one takes seconds', () => {
  const found = told(new StepPace(), 20, () => 3_000);
  expect(found.findIndex((ms) => ms !== null)).toBe(7);
  expect(found.at(-1)).toBeCloseTo(3_000, 6);
});
it('follows a run that becomes slower, and forgets a run that was before', () => {
  const pace = new StepPace();
  const slower = told(pace, 400, (step) => (step < 200 ? 10 : 100));
  expect(slower[199]).toBeCloseTo(10, 6);
  expect(slower.at(-1)).toBeGreaterThan(75);
  pace.begin(400);
  pace.see(400, 0);
  expect(pace.msPerStep).toBeNull();
});
