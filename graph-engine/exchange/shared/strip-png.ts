/** Items and what came back of them as a picture: a PNG file of 8 bits, items above, reconstructions below. */
import type { ImageStrip } from '../../training/image-strip';
import { writePng } from '../pictures/write-png';

/** The side that pictures are brought to at least, by whole numbers of times. */
const CELL = 56;
const GAP = 4;

/** Null where items are no pictures: [height, width, 1 or 3 channels] with numbers from 0 to 1. */
export function stripPng(rows: readonly ImageStrip[]): Uint8Array | null {
  const [first] = rows;
  const [tall = 0, wide = 0, channels = 0] = first?.shape ?? [];
  if (!first || first.count === 0 || first.shape.length !== 3 || (channels !== 1 && channels !== 3) || tall * wide > 2 ** 18) return null;
  const scale = Math.max(1, Math.ceil(CELL / Math.max(tall, wide)));
  const [cellHeight, cellWidth] = [tall * scale, wide * scale];
  const [width, height] = [first.count * (cellWidth + GAP) - GAP, rows.length * (cellHeight + GAP) - GAP];
  // Nothing stands between the items, whatever the picture lies on.
  const pixels = new Uint8Array(4 * width * height);
  rows.forEach(({ values }, row) => {
    for (let item = 0; item < first.count; item++) {
      for (let y = 0; y < cellHeight; y++) {
        for (let x = 0; x < cellWidth; x++) {
          const from = ((item * tall + Math.floor(y / scale)) * wide + Math.floor(x / scale)) * channels;
          const to = 4 * ((row * (cellHeight + GAP) + y) * width + item * (cellWidth + GAP) + x);
          for (let c = 0; c < 3; c++) pixels[to + c] = Math.round(255 * Math.min(1, Math.max(0, values[from + (channels === 3 ? c : 0)]!)));
          pixels[to + 3] = 255;
        }
      }
    }
  });
  return writePng({ width, height, depth: 8, channels: 4, samples: pixels });
}

export interface NamedPng {
  /** Of a file. */
  readonly name: string;
  readonly title: string;
  readonly bytes: Uint8Array;
}
/** Those that are pictures. */
export const pngsOf = (strips: readonly { readonly name: string; readonly title: string; readonly rows: readonly ImageStrip[] }[]): readonly NamedPng[] =>
  strips.flatMap(({ name, title, rows }) => {
    const bytes = stripPng(rows);
    return bytes ? [{ name: `${name}.png`, title, bytes }] : [];
  });
