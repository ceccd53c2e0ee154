/** The checksum of zlib (RFC 1950, section 8.2). */
const BASE = 65_521;
/** Sums of so many bytes stay within 32 bits. */
const RUN = 5552;

export function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (let start = 0; start < bytes.length; start += RUN) {
    const end = Math.min(start + RUN, bytes.length);
    for (let i = start; i < end; i++) b += a += bytes[i]!;
    a %= BASE;
    b %= BASE;
  }
  return ((b << 16) | a) >>> 0;
}
