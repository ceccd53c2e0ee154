/** The blocks of a GIF file (GIF89a): its screen, and of each frame where it lies, its colours and its packed pixels. */
import { DataError } from '../../data-error';
import type { NamedBytes } from '../definition';
import { broken, checkedSize, MOST_FRAME_PIXELS, MOST_FRAMES, MOST_CANVAS_PIXELS, type PictureSize } from '../picture-limits';

export const GIF = 'a GIF picture';
export interface GifFrame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly interlaced: boolean;
  /** Red, green, blue of each colour. */
  readonly palette: Uint8Array;
  /** The colour that lets through what is below; -1 where there is none. */
  readonly clear: number;
  /** What is done with it before the next frame: 2 takes it away, 3 brings back what was there before. */
  readonly disposal: number;
  readonly codeBits: number;
  readonly data: Uint8Array;
}

export const isGif = (bytes: Uint8Array): boolean => /^GIF8[79]a/.test(String.fromCharCode(...bytes.subarray(0, 6)));

/** @throws DataError */
export function gifSize({ name, bytes }: NamedBytes): PictureSize {
  if (!isGif(bytes) || bytes.length < 13) throw broken(name, GIF, 'it has no whole header');
  return checkedSize(name, bytes[6]! | (bytes[7]! << 8), bytes[8]! | (bytes[9]! << 8), MOST_CANVAS_PIXELS);
}

const paletteBytes = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);

/** @throws DataError where a frame ends in its middle, or there are too many */
export function gifFrames(file: NamedBytes): readonly GifFrame[] {
  const { name, bytes } = file;
  const size = gifSize(file);
  const frames: GifFrame[] = [];
  const need = (end: number): void => {
    if (end > bytes.length) throw broken(name, GIF, `it ends inside of frame ${frames.length + 1}`);
  };
  let at = 13 + paletteBytes(bytes[10]!);
  need(at);
  const common = bytes.subarray(13, at);
  let [clear, disposal] = [-1, 0];
  const skipBlocks = (): void => {
    while ((need(at + 1), bytes[at] !== 0)) at += bytes[at]! + 1;
    at++;
  };
  while (at < bytes.length && bytes[at] !== 0x3b) {
    const kind = bytes[at++];
    if (kind === 0x21) {
      need(at + 7);
      if (bytes[at] === 0xf9) {
        clear = bytes[at + 2]! & 1 ? bytes[at + 5]! : -1;
        disposal = (bytes[at + 2]! >> 2) & 7;
      }
      at++;
      skipBlocks();
    } else if (kind === 0x2c) {
      need(at + 10);
      const word = (from: number): number => bytes[from]! | (bytes[from + 1]! << 8);
      const [x, y, width, height, flags] = [word(at), word(at + 2), word(at + 4), word(at + 6), bytes[at + 8]!];
      if (width * height > MOST_CANVAS_PIXELS) throw broken(name, GIF, `frame ${frames.length + 1} claims ${width} × ${height} pixels`);
      const own = bytes.subarray(at + 9, at + 9 + paletteBytes(flags));
      at += 9 + own.length;
      need(at + 1);
      const codeBits = bytes[at++]!;
      if (codeBits < 1 || codeBits > 8) throw broken(name, GIF, `frame ${frames.length + 1} has codes of ${codeBits} bits`);
      const from = at;
      skipBlocks();
      frames.push({ x, y, width, height, interlaced: (flags & 0x40) !== 0, palette: own.length > 0 ? own : common, clear, disposal, codeBits, data: bytes.subarray(from, at) });
      [clear, disposal] = [-1, 0];
      if (frames.length > MOST_FRAMES || frames.length * size.width * size.height > MOST_FRAME_PIXELS) {
        const most = Math.min(MOST_FRAMES, Math.floor(MOST_FRAME_PIXELS / (size.width * size.height)));
        throw new DataError(`${name}: expected at most ${most.toLocaleString('en')} frames of ${size.width} × ${size.height} pixels, and found more. Cut it into several files, or save it smaller.`);
      }
    } else if (kind !== 0) throw broken(name, GIF, `an unknown block (${kind}) comes after frame ${frames.length}`);
  }
  if (frames.length === 0) throw broken(name, GIF, 'it has no frame');
  return frames;
}

/** The contents of blocks, each of which begins with its length, put together. */
export function joinBlocks(data: Uint8Array): Uint8Array {
  const joined = new Uint8Array(data.length);
  let to = 0;
  for (let at = 0; at < data.length && data[at] !== 0; at += data[at]! + 1) {
    const part = data.subarray(at + 1, at + 1 + data[at]!);
    joined.set(part, to);
    to += part.length;
  }
  return joined.subarray(0, to);
}
