/** Shortcuts on the layouts of the world: which actions a press means. */
import { expect, test } from 'vitest';
import { actions } from './registry';
import { bindingsOf, pressedActions } from './use-action-keys';

const bindings = bindingsOf(actions);
const pressed = (key: string, code: string, ...modifiers: readonly string[]): readonly string[] =>
  pressedActions(bindings, { key, code, shiftKey: modifiers.includes('Shift'), getModifierState: (name: string) => modifiers.includes(name) } as KeyboardEvent).map(({ id }) => id);

test.each([
  ['edit.undo', 'я', 'KeyZ', ['Control']],
  ['edit.redo', 'Я', 'KeyZ', ['Control', 'Shift']],
  ['canvas.copy', 'с', 'KeyC', ['Control']],
  ['canvas.paste', 'м', 'KeyV', ['Control']],
  ['canvas.duplicate', 'в', 'KeyD', ['Control']],
  ['canvas.selectAll', 'ф', 'KeyA', ['Control']],
  ['view.commands', 'л', 'KeyK', ['Control']],
  ['file.download', 'ы', 'KeyS', ['Control']],
  ['canvas.search', 'Ф', 'KeyA', ['Shift']],
  ['canvas.walk.downstream', 'ъ', 'BracketRight', []],
  ['edit.undo', 'ζ', 'KeyZ', ['Control']],
  ['canvas.copy', 'ב', 'KeyC', ['Control']],
  ['canvas.fit', 'ب', 'KeyF', []],
  ['canvas.fit', '١', 'Digit1', []],
] as const)('%s by %s at %s', (id, key, code, modifiers) => expect(pressed(key, code, ...modifiers)).toContain(id));

test('layouts with Latin letters keep to the letter', () => {
  // QWERTZ: Z is where Y is on QWERTY. AZERTY: A is where Q is. Dvorak: a semicolon is where Z is.
  expect(pressed('z', 'KeyY', 'Control')).toEqual(['edit.undo']);
  expect(pressed('y', 'KeyZ', 'Control')).toEqual(['edit.redo']);
  expect(pressed('a', 'KeyQ', 'Control')).toEqual(['canvas.selectAll']);
  expect(pressed('q', 'KeyA', 'Control')).toEqual([]);
  expect(pressed(';', 'KeyZ', 'Control')).toEqual([]);
});
