import { describe, expect, test } from 'vitest';
import { placedKey } from './placed-key';

const at = (key: string, code: string, shiftKey = false): string => placedKey({ key, code, shiftKey });

describe('the key that a shortcut means', () => {
  test.each([
    ['Russian', 'я', 'KeyZ', 'z'],
    ['Russian', 'С', 'KeyC', 'c'],
    ['Russian', 'ю', 'Period', '.'],
    ['Russian', 'х', 'BracketLeft', '['],
    ['Ukrainian', 'ї', 'BracketRight', ']'],
    ['Greek', 'ζ', 'KeyZ', 'z'],
    ['Greek', 'ς', 'KeyW', 'w'],
    ['Hebrew', 'ז', 'KeyZ', 'z'],
    ['Hebrew', 'ץ', 'Period', '.'],
    ['Arabic, one key for two letters', 'لا', 'KeyB', 'b'],
    ['Arabic', 'ئ', 'KeyZ', 'z'],
    ['Arabic digits', '١', 'Digit1', '1'],
    ['Thai, a mark alone', 'ิ', 'KeyB', 'b'],
    ['Korean', 'ㅋ', 'KeyZ', 'z'],
    ['Georgian', 'ზ', 'KeyZ', 'z'],
    ['Hindi digits', '२', 'Digit2', '2'],
  ])('%s %s at %s is %s', (_, key, code, letter) => expect(at(key, code)).toBe(letter));

  test('with Shift it is the capital letter, or the sign above', () => {
    expect(at('Ф', 'KeyA', true)).toBe('A');
    expect(at('Ю', 'Period', true)).toBe('>');
  });
  test.each([
    ['QWERTZ', 'z', 'KeyY'],
    ['QWERTZ', 'ü', 'BracketLeft'],
    ['QWERTZ', 'ß', 'Minus'],
    ['AZERTY', 'a', 'KeyQ'],
    ['AZERTY', 'é', 'Digit2'],
    ['AZERTY', '§', 'Slash'],
    ['AZERTY', '²', 'Backquote'],
    ['AZERTY', 'µ', 'Backslash'],
    ['Dvorak', ';', 'KeyZ'],
    ['Turkish', 'ı', 'KeyI'],
    ['Russian, with Shift', '№', 'Digit3'],
    ['any', 'Enter', 'Enter'],
    ['any', 'Dead', 'BracketLeft'],
    ['any', '1', 'Digit1'],
    ['none', 'я', ''],
  ])('%s keeps %s at %s', (_, key, code) => expect(at(key, code)).toBe(key));
});
