import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { handAtWork } from './hand-at-work';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('is at work from the press until whoever hears of its end has heard', () => {
  const target = new EventTarget();
  const hand = handAtWork(target);
  const seen: boolean[] = [];
  const tell = (type: string): void => {
    target.dispatchEvent(new Event(type));
    seen.push(hand.isAtWork());
  };
  const rest = (): void => {
    vi.runAllTimers();
    seen.push(hand.isAtWork());
  };
  seen.push(hand.isAtWork());
  tell('pointerdown');
  rest();
  tell('pointerup');
  rest();
  tell('keydown');
  rest();
  expect(seen).toEqual([false, true, true, true, false, true, false]);
  hand.stop();
  tell('pointerdown');
  expect(seen.at(-1), 'nobody listens any more').toBe(false);
});
it('does not forget a press that comes right after another', () => {
  const target = new EventTarget();
  const hand = handAtWork(target);
  for (const type of ['pointerdown', 'pointerup', 'pointerdown']) target.dispatchEvent(new Event(type));
  vi.runAllTimers();
  expect(hand.isAtWork()).toBe(true);
  hand.stop();
});
