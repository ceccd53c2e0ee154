import { describe, expect, it } from 'vitest';
import { shortcutKeys } from './shortcut-keys';

describe('shortcutKeys', () => {
  it('names keys as they stand on the keyboard', () => {
    expect(shortcutKeys('$mod+Shift+z', false)).toEqual(['Ctrl', 'Shift', 'Z']);
    expect(shortcutKeys('$mod+Shift+z', true)).toEqual(['⌘', '⇧', 'Z']);
    expect(shortcutKeys('$mod+Alt+Digit1', false)).toEqual(['Ctrl', 'Alt', '1']);
    expect(shortcutKeys('$mod+Alt+KeyT', true)).toEqual(['⌘', '⌥', 'T']);
    expect(shortcutKeys('ArrowUp', false)).toEqual(['↑']);
  });
  it('keeps a plus that is the key itself', () => {
    expect(shortcutKeys('$mod++', false)).toEqual(['Ctrl', '+']);
  });
  it('leaves Shift out where the sign says it', () => {
    expect(shortcutKeys('Shift+?', false)).toEqual(['?']);
  });
});
