import { expect, test } from 'vitest';
import { Picture } from './picture';
import type { ViewState } from '@/components/training/view-feed';

test('asleep, it keeps what it showed; awake, it shows the newest', () => {
  const states = ['one', 'two', 'three'].map((error): ViewState => ({ result: null, error, stale: false }));
  let now = 0;
  const picture = new Picture({ read: () => states[now]! }, 'key');
  expect(picture.read(false).error).toBeNull();
  expect(picture.read(true)).toBe(states[0]);
  now = 1;
  expect(picture.read(false)).toBe(states[0]);
  now = 2;
  expect(picture.read(true)).toBe(states[2]);
});
