/** How a camera was held (EXIF 2.32, tag 0112), and pictures turned so that up is up. */
import type { Picture } from '../definition';

/** 1 stands upright; 5 to 8 lie on a side. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
const TAG = 0x0112;

/** Of an APP1 part; null where it says nothing of it. */
export function orientationOf(part: Uint8Array): Orientation | null {
  if (String.fromCharCode(...part.subarray(0, 6)) !== 'Exif\0\0' || part.length < 14) return null;
  const view = new DataView(part.buffer, part.byteOffset + 6, part.length - 6);
  const little = view.getUint16(0) === 0x4949;
  if (!little && view.getUint16(0) !== 0x4d4d) return null;
  const directory = view.getUint32(4, little);
  if (directory + 2 > view.byteLength) return null;
  const entries = view.getUint16(directory, little);
  for (let i = 0; i < entries; i++) {
    const at = directory + 2 + 12 * i;
    if (at + 12 > view.byteLength) return null;
    if (view.getUint16(at, little) !== TAG) continue;
    const value = view.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? (value as Orientation) : null;
  }
  return null;
}

/** Where in the stored picture the pixel at (x, y) of the upright one lies. */
const places: Record<Orientation, (x: number, y: number, width: number, height: number) => readonly [number, number]> = {
  1: (x, y) => [x, y],
  2: (x, y, width) => [width - 1 - x, y],
  3: (x, y, width, height) => [width - 1 - x, height - 1 - y],
  4: (x, y, _, height) => [x, height - 1 - y],
  5: (x, y) => [y, x],
  6: (x, y, _, height) => [y, height - 1 - x],
  7: (x, y, width, height) => [width - 1 - y, height - 1 - x],
  8: (x, y, width) => [width - 1 - y, x],
};

export const liesOnSide = (orientation: Orientation): boolean => orientation >= 5;

export function upright(picture: Picture, orientation: Orientation): Picture {
  if (orientation === 1) return picture;
  const { channels, pixels } = picture;
  const [width, height] = liesOnSide(orientation) ? [picture.height, picture.width] : [picture.width, picture.height];
  const turned = pixels instanceof Uint8Array ? new Uint8Array(pixels.length) : new Uint16Array(pixels.length);
  let to = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [fromX, fromY] = places[orientation](x, y, picture.width, picture.height);
      const from = (fromY * picture.width + fromX) * channels;
      for (let c = 0; c < channels; c++) turned[to++] = pixels[from + c]!;
    }
  }
  return { width, height, channels, pixels: turned };
}
