/**
 * The checksum of gzip (RFC 1952, section 8) and zip: CRC-32 with the polynomial EDB88320, piece by piece. Eight bytes are taken at once,
 * by a table for each of them (Kounavis & Berry, "A Systematic Approach to Building High Performance Software-based CRC Generators", 2005).
 */
const AT_ONCE = 8;
const table = new Uint32Array(256 * AT_ONCE);
for (let byte = 0; byte < 256; byte++) {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  table[byte] = value;
}
/** What a byte does to the sum when so many others follow it. */
for (let i = 256; i < table.length; i++) table[i] = table[table[i - 256]! & 255]! ^ (table[i - 256]! >>> 8);

/** `before` is the checksum of what came before; 0 at first. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let value = ~before;
  let i = 0;
  for (const end = bytes.length - AT_ONCE; i <= end; i += AT_ONCE) {
    const low = value ^ (bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24));
    value =
      table[1792 + (low & 255)]! ^ table[1536 + ((low >>> 8) & 255)]! ^ table[1280 + ((low >>> 16) & 255)]! ^ table[1024 + (low >>> 24)]! ^
      table[768 + bytes[i + 4]!]! ^ table[512 + bytes[i + 5]!]! ^ table[256 + bytes[i + 6]!]! ^ table[bytes[i + 7]!]!;
  }
  for (; i < bytes.length; i++) value = table[(value ^ bytes[i]!) & 255]! ^ (value >>> 8);
  return ~value >>> 0;
}
