import { describe, expect, it } from 'vitest';
import { inProcess, inTurns } from './turns';

/** A clock that stands still but for steps. */
function clocked() {
  let time = 0;
  const taken: string[] = [];
  const side = (name: string, steps: readonly number[], slowMs?: number) => {
    let next = 0;
    return inProcess(
      name,
      async () => {
        time += steps[Math.min(next++, steps.length - 1)]!;
        taken.push(name);
      },
      slowMs,
      () => time,
    );
  };
  return { side, taken };
}

describe('turns', () => {
  it('take steps for the time of a turn, and at least one', async () => {
    const { side } = clocked();
    expect(await side('even', [100]).turn(300)).toBe(100);
    // 90 and 240 are over after the second.
    expect(await side('uneven', [90, 240]).turn(300)).toBe(165);
    expect(await side('long', [5000]).turn(300)).toBe(5000);
  });
  it('alternate, count no step of warming up, and give the median of the turns', async () => {
    const { side, taken } = clocked();
    // The first makes things, the next three are the turn that warms up; then turns of 100, 150 and 300 a step.
    const times = await inTurns([side('a', [4000, 100, 100, 100, 100, 100, 100, 150, 150, 300]), side('b', [300])], 3, 300);
    expect([...times]).toEqual([['a', 150], ['b', 300]]);
    expect(taken.join('').slice('aaaabb'.length)).toBe('aaabaabab');
  });
  it('are not given to a side that is slow once it is warm', async () => {
    const { side, taken } = clocked();
    const times = await inTurns([side('slow', [900, 250], 200), side('once', [900, 100], 200)], 2, 300);
    expect([...times]).toEqual([['slow', 'slow'], ['once', 100]]);
    expect(taken.filter((name) => name === 'slow')).toHaveLength(3);
  });
});
