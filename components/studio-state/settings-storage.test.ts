import { expect, test, vi } from 'vitest';
import { settingsStorage } from './settings-storage';

test('writes a text once, and again when it is another or was removed', () => {
  const storage = { getItem: vi.fn(), setItem: vi.fn(), removeItem: vi.fn() };
  const kept = settingsStorage(storage as unknown as Storage);
  kept.setItem('view', 'a');
  kept.setItem('view', 'a');
  kept.setItem('other', 'a');
  expect(storage.setItem.mock.calls).toEqual([['view', 'a'], ['other', 'a']]);
  kept.setItem('view', 'b');
  kept.removeItem('view');
  kept.setItem('view', 'b');
  expect(storage.setItem).toHaveBeenCalledTimes(4);
});

test('a full store fails nobody, and the setting is written when there is space', () => {
  let full = true;
  const written: string[] = [];
  const setItem = (name: string, value: string): void => {
    if (full) throw new DOMException('', 'QuotaExceededError');
    written.push(`${name} ${value}`);
  };
  const kept = settingsStorage({ getItem: () => null, setItem, removeItem: () => undefined } as unknown as Storage);
  kept.setItem('view', 'a');
  full = false;
  kept.setItem('view', 'a');
  expect(written).toEqual(['view a']);
});
