import { expect, test, vi } from 'vitest';
import { leaveKeysToComposition } from './composition';

/** A key as the browser tells it. */
function press(target: EventTarget, type: 'keydown' | 'keyup', more: { readonly isComposing?: boolean; readonly keyCode?: number }): Event {
  const event = Object.assign(new Event(type, { bubbles: true, cancelable: true }), { key: 'Enter', isComposing: false, keyCode: 13, ...more });
  target.dispatchEvent(event);
  return event;
}

test('keys of a composition reach nobody and do what they do, and the next key is heard', () => {
  const target = new EventTarget();
  const heard = vi.fn();
  const stop = leaveKeysToComposition(target as Window);
  target.addEventListener('keydown', heard, { capture: true });
  target.addEventListener('keydown', heard);
  for (const key of [{ isComposing: true }, { keyCode: 229 }, { isComposing: true, keyCode: 229 }]) {
    expect(press(target, 'keydown', key).defaultPrevented).toBe(false);
  }
  expect(heard).not.toHaveBeenCalled();
  press(target, 'keydown', {});
  expect(heard).toHaveBeenCalledTimes(2);
  stop();
  press(target, 'keydown', { isComposing: true });
  expect(heard).toHaveBeenCalledTimes(4);
});
