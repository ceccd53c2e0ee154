/** Items and what came back of them as a picture: a PNG file (RFC 2083) of 8 bits, items above, reconstructions below. */
import { zlibSync } from 'fflate';
import { crc32 } from '../../data/formats/crc32';
import type { ImageStrip } from '../../training/image-strip';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10] as const;
/** The side that pictures are brought to at least, by whole numbers of times. */
const CELL = 56;
const GAP = 4;

function chunk(type: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + content.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(content, 8);
  view.setUint32(8 + content.length, crc32(bytes.subarray(4, 8 + content.length)));
  return bytes;
}
/** `pixels`: [height, width, 3]. */
function encodePng(width: number, height: number, pixels: Uint8Array): Uint8Array {
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  // 8 bits, colour.
  head.set([8, 2], 8);
  const rows = new Uint8Array(height * (1 + 3 * width));
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width * 3, (y + 1) * width * 3), y * (1 + 3 * width) + 1);
  const parts = [Uint8Array.from(SIGNATURE), chunk('IHDR', head), chunk('IDAT', zlibSync(rows)), chunk('IEND', new Uint8Array(0))];
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Null where items are no pictures: [height, width, 1 or 3 channels] with numbers from 0 to 1. */
export function stripPng(rows: readonly ImageStrip[]): Uint8Array | null {
  const [first] = rows;
  const [tall = 0, wide = 0, channels = 0] = first?.shape ?? [];
  if (!first || first.count === 0 || first.shape.length !== 3 || (channels !== 1 && channels !== 3) || tall * wide > 2 ** 18) return null;
  const scale = Math.max(1, Math.ceil(CELL / Math.max(tall, wide)));
  const [cellHeight, cellWidth] = [tall * scale, wide * scale];
  const [width, height] = [first.count * (cellWidth + GAP) - GAP, rows.length * (cellHeight + GAP) - GAP];
  const pixels = new Uint8Array(3 * width * height).fill(255);
  rows.forEach(({ values }, row) => {
    for (let item = 0; item < first.count; item++) {
      for (let y = 0; y < cellHeight; y++) {
        for (let x = 0; x < cellWidth; x++) {
          const from = ((item * tall + Math.floor(y / scale)) * wide + Math.floor(x / scale)) * channels;
          const to = 3 * ((row * (cellHeight + GAP) + y) * width + item * (cellWidth + GAP) + x);
          for (let c = 0; c < 3; c++) pixels[to + c] = Math.round(255 * Math.min(1, Math.max(0, values[from + (channels === 3 ? c : 0)]!)));
        }
      }
    }
  });
  return encodePng(width, height, pixels);
}
