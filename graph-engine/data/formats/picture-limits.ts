/** What a picture may claim before memory is taken for it, and the words for one that is broken. */
import { DataError } from '../data-error';

/** 64 megapixels: 8192 × 8192. */
export const MOST_PIXELS = 2 ** 26;
/** Of one that moves, whose frames are drawn over one another: 4096 × 4096. A file of a few bytes may claim that. */
export const MOST_CANVAS_PIXELS = 2 ** 24;
/** Of all frames of one file together. */
export const MOST_FRAME_PIXELS = 2 ** 25;
export const MOST_FRAMES = 10_000;

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** @throws DataError where there is no pixel, or more than are read */
export function checkedSize(name: string, width: number, height: number, most = MOST_PIXELS): PictureSize {
  const found = `${width.toLocaleString('en')} × ${height.toLocaleString('en')} pixels`;
  if (width < 1 || height < 1) throw new DataError(`${name}: expected a picture with pixels, and found ${found}. Save it again.`);
  if (width * height > most) {
    throw new DataError(`${name}: expected a picture of at most ${most / 2 ** 20} megapixels, and found ${found}. Make it smaller, or cut it into several pictures.`);
  }
  return { width, height };
}

/** `kind` with its article, such as `a PNG picture`. */
export const broken = (name: string, kind: string, reason: string): DataError =>
  new DataError(`${name}: expected ${kind}, and found one that is broken or cut off (${reason}). Copy it again, or save it again from a program that opens it.`);
