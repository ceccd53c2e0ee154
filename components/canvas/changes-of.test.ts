import { expect, test, vi } from 'vitest';
import { changesOf } from './changes-of';

test('writes a text once, and again when it is another or was removed', () => {
  const storage = { getItem: vi.fn(), setItem: vi.fn(), removeItem: vi.fn() };
  const kept = changesOf(storage as unknown as Storage);
  kept.setItem('view', 'a');
  kept.setItem('view', 'a');
  kept.setItem('other', 'a');
  expect(storage.setItem.mock.calls).toEqual([['view', 'a'], ['other', 'a']]);
  kept.setItem('view', 'b');
  kept.removeItem('view');
  kept.setItem('view', 'b');
  expect(storage.setItem).toHaveBeenCalledTimes(4);
});
