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
  ['view.present', 'ب', 'KeyF', []],
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

test.each([
  ['a US keyboard', 'canvas.zoomIn', '=', 'Equal', []],
  ['a US keyboard with Shift', 'canvas.zoomIn', '+', 'Equal', ['Shift']],
  ['a US keyboard', 'canvas.zoomOut', '-', 'Minus', []],
  ['the block of digits', 'canvas.zoomOut', '-', 'NumpadSubtract', []],
  ['QWERTZ', 'canvas.zoomOut', '-', 'Slash', []],
  ['QWERTZ', 'canvas.zoomIn', '+', 'BracketRight', []],
  ['QWERTZ', 'canvas.walk.downstream', ']', 'Digit9', ['AltGraph']],
  ['QWERTZ on Windows', 'canvas.walk.downstream', ']', 'Digit9', ['AltGraph', 'Control', 'Alt']],
  ['QWERTZ on a Mac', 'canvas.walk.upstream', '[', 'Digit5', ['Alt']],
  ['AZERTY', 'canvas.zoomOut', '-', 'Digit6', []],
  ['AZERTY', 'canvas.zoomReset', '0', 'Digit0', ['Shift']],
  ['AZERTY', 'canvas.fit', '1', 'Digit1', ['Shift']],
  ['AZERTY', 'train.stop', '.', 'Comma', ['Control', 'Shift']],
  ['AZERTY', 'help.shortcuts', '?', 'Comma', ['Shift']],
] as const)('%s: %s by the sign %s at %s, whatever the layout takes for it', (_, id, key, code, modifiers) => expect(pressed(key, code, ...modifiers)).toContain(id));

test('a key that gives another sign is not taken for its neighbour, and letters keep their modifiers', () => {
  expect(pressed('ß', 'Minus')).toEqual([]);
  expect(pressed('\u00b4', 'Equal')).toEqual([]);
  expect(pressed('!', 'Digit1', 'Shift')).toEqual([]);
  expect(pressed('&', 'Digit1')).toEqual([]);
  expect(pressed('c', 'KeyC', 'Alt')).toEqual([]);
  expect(pressed('€', 'KeyE', 'AltGraph')).toEqual([]);
});
