/** From bytes to text: UTF-8, or a message that says where it is none and what it may be instead. */
import type { Problem } from './integrity';

export type Decoded = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: Problem };

/** Beginnings of text in other encodings; a document begins with `{`. */
const others: readonly (readonly [readonly number[], string])[] = [
  [[0xff, 0xfe, 0, 0], 'UTF-32'],
  [[0, 0, 0xfe, 0xff], 'UTF-32'],
  [[0xff, 0xfe], 'UTF-16'],
  [[0xfe, 0xff], 'UTF-16'],
  [[0x7b, 0, 0, 0], 'UTF-32'],
  [[0, 0, 0, 0x7b], 'UTF-32'],
  [[0x7b, 0], 'UTF-16'],
  [[0, 0x7b], 'UTF-16'],
];
const BEFORE = 65_536;

/** A byte order mark stays in the text. */
export function decodeText(bytes: Uint8Array): Decoded {
  const other = others.find(([start]) => start.every((byte, i) => bytes[i] === byte));
  if (other) return refused('byte offset 0', `expected UTF-8, and found ${other[1]}. Save the file as UTF-8.`);
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return invalid(bytes, firstInvalid(bytes));
  }
}

const refused = (place: string, message: string): Decoded => ({ ok: false, problem: { place, message } });

function invalid(bytes: Uint8Array, { offset, cut }: { readonly offset: number; readonly cut: boolean }): Decoded {
  const line = bytes.subarray(0, offset).reduce((lines, byte) => lines + (byte === 0x0a ? 1 : 0), 1);
  const place = `byte offset ${offset}, line ${line}`;
  if (cut) return refused(place, 'the file ends in the middle of a UTF-8 character; it was cut off: get it again.');
  const hex = bytes[offset]!.toString(16).toUpperCase().padStart(2, '0');
  // The decoder stops at the first fault, so what is before it is text.
  const before = new TextDecoder().decode(bytes.subarray(Math.max(0, offset - BEFORE), offset)).split('\n').at(-1)!.slice(-20).replace(/[\p{Cc}\uFFFD]/gu, '');
  const after = before.trim() === '' ? '' : ` after “${before}”`;
  return refused(place, `expected UTF-8, and found the byte ${hex}${after}, which is none there. If this is a text, perhaps in Latin-1 (Windows-1252), save it as UTF-8.`);
}

/** The first byte that begins no character (Unicode, table 3-7: no overlong form, no surrogate, nothing beyond U+10FFFF). */
function firstInvalid(bytes: Uint8Array): { readonly offset: number; readonly cut: boolean } {
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at]!;
    const length = first < 0x80 ? 1 : first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
    if (length === 0) return { offset: at, cut: false };
    for (let i = 1; i < length; i++) {
      const byte = bytes[at + i];
      if (byte === undefined) return { offset: at, cut: true };
      const low = i === 1 ? ({ 0xe0: 0xa0, 0xf0: 0x90 }[first] ?? 0x80) : 0x80;
      const high = i === 1 ? ({ 0xed: 0x9f, 0xf4: 0x8f }[first] ?? 0xbf) : 0xbf;
      if (byte < low || byte > high) return { offset: at, cut: false };
    }
    at += length;
  }
  throw new Error('internal: the decoder refused what is UTF-8');
}
