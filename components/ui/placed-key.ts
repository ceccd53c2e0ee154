/**
 * The key that a shortcut means: its letter, and where the layout has no Latin letters (Cyrillic, Greek, Hebrew, Arabic, …),
 * the letter that a Latin keyboard has at that place. Layouts that move Latin letters (QWERTZ, AZERTY, Dvorak) keep their letters.
 */

/** Plain, and with Shift. */
const signs: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Backquote: ['`', '~'],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
};

/** A letter of another script, alone or as a ligature (Arabic has one key for two letters), or a digit of its own. */
const isForeign = (key: string): boolean => (/^[\p{L}\p{M}]+$/u.test(key) && !/[\p{Script=Latin}\p{Script=Common}]/u.test(key)) || (/^\p{Nd}$/u.test(key) && !/\d/.test(key));

export function placedKey({ key, code, shiftKey }: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  if (!isForeign(key)) return key;
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  if (letter !== undefined) return shiftKey ? letter : letter.toLowerCase();
  const [, digit] = /^(?:Digit|Numpad)(\d)$/.exec(code) ?? [];
  return digit ?? signs[code]?.[shiftKey ? 1 : 0] ?? key;
}
