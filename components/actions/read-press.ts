/** The shortcut that a press of keys means, in the notation of the actions. */

const modifiers = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'NumLock', 'Fn', 'Dead', 'Process', 'Unidentified']);

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Null while only modifiers are held, and for Tab and Escape alone, which leave what they are pressed in. */
export function readPress({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Press): string | null {
  if (modifiers.has(key)) return null;
  const isMod = ctrlKey || metaKey;
  if ((key === 'Escape' || key === 'Tab') && !isMod && !altKey) return null;
  // Alt changes what a letter writes; its place does not change.
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  const name = key === ' ' ? 'Space' : altKey && letter !== undefined ? `Key${letter}` : key.length === 1 ? key.toLowerCase() : key;
  // Of a sign, Shift is a part where the layout wants it: only letters, digits and named keys tell it.
  const isSign = name.length === 1 && !/[\p{L}\d]/u.test(name);
  return [isMod && '$mod', altKey && 'Alt', shiftKey && !isSign && 'Shift', name].filter(Boolean).join('+');
}
