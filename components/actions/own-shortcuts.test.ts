import { afterEach, expect, it } from 'vitest';
import type { ActionDefinition } from './definition';
import { holdersOf, resetShortcuts, setShortcuts, shortcutsOf, soundShortcuts } from './own-shortcuts';
import { readPress } from './read-press';

const action = (id: string, ...shortcuts: readonly string[]): ActionDefinition => ({ id, title: id, group: 'edit', shortcuts, run: () => undefined });
const [cut, paste] = [action('cut', '$mod+x'), action('paste', '$mod+v', 'Insert')];
afterEach(resetShortcuts);

it('are those of the user where there are some, and the defined ones again after a reset', () => {
  setShortcuts({ cut: ['Alt+KeyX'], paste: [] });
  expect([shortcutsOf(cut), shortcutsOf(paste)]).toEqual([['Alt+KeyX'], []]);
  setShortcuts({ cut: null });
  expect(shortcutsOf(cut)).toEqual(['$mod+x']);
  resetShortcuts();
  expect(shortcutsOf(paste)).toEqual(['$mod+v', 'Insert']);
});
it('are told where another action has them', () => {
  expect(holdersOf('$mod+KeyV', [cut, paste], 'cut')).toEqual([paste]);
  expect(holdersOf('$mod+v', [cut, paste], 'paste')).toEqual([]);
});
it('are read as far as they are sound', () => {
  expect(soundShortcuts({ own: { cut: ['a'], paste: 'b', more: [1], last: [] } })).toEqual({ own: { cut: ['a'], last: [] } });
  for (const damaged of [null, 'x', [], { own: [] }, { own: null }]) expect(soundShortcuts(damaged)).toEqual({ own: {} });
});

const keys = (key: string, code: string, more = {}) => ({ key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
it.each([
  [keys('b', 'KeyB', { ctrlKey: true }), '$mod+b'],
  [keys('B', 'KeyB', { metaKey: true, shiftKey: true }), '$mod+Shift+b'],
  [keys('∫', 'KeyB', { altKey: true }), 'Alt+KeyB'],
  [keys('?', 'Slash', { shiftKey: true }), '?'],
  [keys('F5', 'F5', { shiftKey: true }), 'Shift+F5'],
  [keys(' ', 'Space'), 'Space'],
  [keys('Shift', 'ShiftLeft', { shiftKey: true }), null],
  [keys('Escape', 'Escape'), null],
  [keys('Tab', 'Tab', { shiftKey: true }), null],
  [keys('Tab', 'Tab', { ctrlKey: true }), '$mod+Tab'],
])('%o is %s', (press, shortcut) => expect(readPress(press)).toBe(shortcut));
