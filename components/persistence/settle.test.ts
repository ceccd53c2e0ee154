import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { settle } from './settle';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const [atRest, meanwhile] = [vi.fn(), vi.fn()];
  return { atRest, meanwhile, changes: settle({ rest: 1200, most: 5000, atRest, meanwhile }) };
}

test('one change, or a short series, acts once when it is over', () => {
  const { atRest, meanwhile, changes } = setUp();
  for (let key = 0; key < 4; key++) {
    changes.touch();
    vi.advanceTimersByTime(1000);
  }
  expect(atRest).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(atRest).toHaveBeenCalledOnce();
  expect(meanwhile).not.toHaveBeenCalled();
});

test('changes that never rest are acted on every five seconds', () => {
  const { atRest, meanwhile, changes } = setUp();
  for (let key = 0; key < 160; key++) {
    changes.touch();
    vi.advanceTimersByTime(100);
  }
  expect(meanwhile).toHaveBeenCalledTimes(3);
  expect(atRest).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(meanwhile).toHaveBeenCalledTimes(3);
  expect(atRest).toHaveBeenCalledOnce();
});

test('what was cleared is not acted on', () => {
  const { atRest, meanwhile, changes } = setUp();
  changes.touch();
  changes.clear();
  vi.advanceTimersByTime(60_000);
  expect(atRest).not.toHaveBeenCalled();
  expect(meanwhile).not.toHaveBeenCalled();
});
