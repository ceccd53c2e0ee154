/** PNG files of every kind that the standard has, for tests: any depth, palette, interlacing and filter. */
import { zlibSync } from 'fflate';
import { crc32 } from '../crc32';

export interface PngPlan {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  /** As the standard numbers them: 0 grey, 2 colour, 3 palette, 4 grey and 6 colour with transparency. */
  readonly colour: 0 | 2 | 3 | 4 | 6;
  /** Row-major, channels last. */
  readonly samples: ArrayLike<number>;
  readonly interlaced?: boolean;
  /** Of the row with that number. */
  readonly filter?: (row: number) => number;
  readonly palette?: readonly number[];
  readonly transparency?: readonly number[];
}
const channelsOf = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;
const passes = [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]] as const;
const u32 = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

export function pngChunk(type: string, content: ArrayLike<number>): number[] {
  const body = [...type].map((letter) => letter.charCodeAt(0)).concat(Array.from(content));
  return [...u32(content.length), ...body, ...u32(crc32(Uint8Array.from(body)))];
}
export const pngHead = (width: number, height: number, depth: number, colour: number, interlaced = false): number[] => [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...pngChunk('IHDR', [...u32(width), ...u32(height), depth, colour, 0, 0, interlaced ? 1 : 0])];

export function encodePng(plan: PngPlan): Uint8Array {
  const { width, height, depth, colour, samples, interlaced = false, filter = () => 0, palette, transparency } = plan;
  const channels = channelsOf[colour];
  const distance = Math.max(1, (depth * channels) / 8);
  const packed: number[] = [];
  let number = 0;
  for (const [x0, y0, dx, dy] of interlaced ? passes : ([[0, 0, 1, 1]] as const)) {
    if (x0 >= width) continue;
    let before: number[] = [];
    for (let y = y0; y < height; y += dy) {
      const bits: number[] = [];
      for (let x = x0; x < width; x += dx) for (let c = 0; c < channels; c++) for (let bit = depth - 1; bit >= 0; bit--) bits.push((samples[(y * width + x) * channels + c]! >> bit) & 1);
      const row = Array.from({ length: Math.ceil(bits.length / 8) }, (_, i) => Array.from({ length: 8 }, (__, k) => bits[8 * i + k] ?? 0).reduce((byte, bit) => 2 * byte + bit, 0));
      const kind = filter(number++);
      packed.push(kind, ...row.map((value, i) => (value - predicted(kind, row[i - distance] ?? 0, before[i] ?? 0, before[i - distance] ?? 0)) & 255));
      before = row;
    }
  }
  return Uint8Array.from([
    ...pngHead(width, height, depth, colour, interlaced),
    ...(palette ? pngChunk('PLTE', palette) : []),
    ...(transparency ? pngChunk('tRNS', transparency) : []),
    ...pngChunk('IDAT', zlibSync(Uint8Array.from(packed))),
    ...pngChunk('IEND', []),
  ]);
}

/** Written apart from the reader, after the standard's own words. */
function predicted(kind: number, a: number, b: number, c: number): number {
  if (kind === 4) {
    const p = a + b - c;
    const order = [a, b, c].map((value, i) => ({ value, i, far: Math.abs(p - value) }));
    return order.toSorted((x, y) => x.far - y.far || x.i - y.i)[0]!.value;
  }
  return [0, a, b, (a + b) >> 1][kind]!;
}
