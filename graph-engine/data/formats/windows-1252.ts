/** Windows-1252, and Latin-1 within it. Written out, because decoders of that name differ in 0x80 to 0x9f. */
const high = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const codes = Uint16Array.from({ length: 256 }, (_, byte) => (byte >= 0x80 && byte < 0xa0 ? high.charCodeAt(byte - 0x80) : byte));
const MOST = 8192;

export function decodeWindows1252(bytes: Uint8Array): string {
  let text = '';
  const part = new Uint16Array(MOST);
  for (let at = 0; at < bytes.length; at += MOST) {
    const count = Math.min(MOST, bytes.length - at);
    for (let i = 0; i < count; i++) part[i] = codes[bytes[at + i]!]!;
    text += String.fromCharCode(...part.subarray(0, count));
  }
  return text;
}
