/** Unpacks the pixels of a GIF frame (LZW with codes of 3 to 12 bits). Written here: omggif can run in circles on codes that point at themselves. */
const MOST_CODES = 4096;

/** @returns how many of the `count` indices there were. Codes that stand for nothing end it. */
export function unpackLzw(data: Uint8Array, codeBits: number, out: Uint8Array): number {
  const clear = 1 << codeBits;
  const end = clear + 1;
  const prefix = new Uint16Array(MOST_CODES);
  const suffix = new Uint8Array(MOST_CODES);
  const stack = new Uint8Array(MOST_CODES + 1);
  for (let code = 0; code < clear; code++) suffix[code] = code;
  let [next, bits, before, first] = [end + 1, codeBits + 1, -1, 0];
  let [held, heldBits, filled, at] = [0, 0, 0, 0];
  while (filled < out.length) {
    while (heldBits < bits) {
      if (at >= data.length) return filled;
      held |= data[at++]! << heldBits;
      heldBits += 8;
    }
    const code = held & ((1 << bits) - 1);
    held >>>= bits;
    heldBits -= bits;
    if (code === end) return filled;
    if (code === clear) {
      [next, bits, before] = [end + 1, codeBits + 1, -1];
      continue;
    }
    if (code > next || (code === next && before < 0) || (before < 0 && code >= clear)) return filled;
    // Backwards from its end; the code that is made just now ends as it begins.
    let height = 0;
    let walk = code;
    if (code === next) {
      stack[height++] = first;
      walk = before;
    }
    while (walk >= clear) {
      stack[height++] = suffix[walk]!;
      walk = prefix[walk]!;
    }
    first = suffix[walk]!;
    stack[height++] = first;
    while (height > 0 && filled < out.length) out[filled++] = stack[--height]!;
    if (before >= 0 && next < MOST_CODES) {
      prefix[next] = before;
      suffix[next] = first;
      next++;
      if (next === 1 << bits && bits < 12) bits++;
    }
    before = code;
  }
  return filled;
}
