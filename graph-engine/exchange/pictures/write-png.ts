/** Writes pictures as PNG files (RFC 2083). */
import { zlibSync } from 'fflate';
import { crc32 } from '../../data/formats/crc32';
import { SIGNATURE } from '../../data/formats/png/signature';

/** Length, name of four letters, content and checksum. */
export function pngChunk(type: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + content.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(content, 8);
  view.setUint32(8 + content.length, crc32(bytes.subarray(4, 8 + content.length)));
  return bytes;
}

export interface PngPixels {
  readonly width: number;
  readonly height: number;
  /** Bits of a sample: 4 holds 16 greys, two pixels in a byte. */
  readonly depth: 4 | 8;
  /** Grey or red, green and blue; colours take 8 bits. */
  /** Grey, colours, or colours with how much they cover. */
  readonly channels: 1 | 3 | 4;
  /** Samples from 0 to 255, whatever the depth: [height, width, channels]. */
  readonly samples: Uint8Array;
}

/** The nearest of 16 greys, two in a byte, the left one in the upper half. */
function packed(row: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil(row.length / 2));
  row.forEach((sample, x) => {
    out[x >> 1]! |= Math.round(sample / 17) << (x % 2 === 0 ? 4 : 0);
  });
  return out;
}

export function writePng({ width, height, depth, channels, samples }: PngPixels): Uint8Array {
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head.set([depth, { 1: 0, 3: 2, 4: 6 }[channels]], 8);
  const stride = width * channels;
  const length = Math.ceil((stride * depth) / 8);
  // Each row begins with its filter: none.
  const rows = new Uint8Array(height * (1 + length));
  for (let y = 0; y < height; y++) {
    const row = samples.subarray(y * stride, (y + 1) * stride);
    rows.set(depth === 4 ? packed(row) : row, y * (1 + length) + 1);
  }
  const parts = [Uint8Array.from(SIGNATURE), pngChunk('IHDR', head), pngChunk('IDAT', zlibSync(rows, { level: 9 })), pngChunk('IEND', new Uint8Array(0))];
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
