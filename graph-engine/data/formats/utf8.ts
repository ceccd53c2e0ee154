/** UTF-8 in pieces that are cut anywhere: whole characters are decoded at once, which engines do many times faster than with a stream. */

/** How many bytes a character takes by its first byte; 0 for a byte that begins none. */
const lengthOf = (byte: number): number => (byte < 0x80 ? 1 : byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0);

/** Bytes at the end that begin a character and do not end it: 0 to 3. */
export function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return lengthOf(byte) > back ? back : 0;
  }
  return 0;
}

/** Place of the first byte that is no UTF-8, or -1. */
export function firstFault(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at]!;
    const length = lengthOf(first);
    if (length === 0) return at;
    for (let i = 1; i < length; i++) {
      const next = bytes[at + i];
      if (next === undefined || (next & 0xc0) !== 0x80) return at;
    }
    const second = bytes[at + 1]!;
    // Longer than needed, a half of a pair of UTF-16, or beyond the last character.
    if ((first === 0xe0 && second < 0xa0) || (first === 0xed && second > 0x9f) || (first === 0xf0 && second < 0x90) || (first === 0xf4 && second > 0x8f)) return at;
    at += length;
  }
  return -1;
}
