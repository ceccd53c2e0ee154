/** Colour to grey and grey to colour. */
import type { Picture } from '../formats/definition';

/** Luma of Rec. 601 on the numbers as stored: 0.299 red + 0.587 green + 0.114 blue, as PIL, OpenCV and most published sets have it. */
export function toGrey(picture: Picture): Picture {
  const { channels, pixels } = picture;
  if (channels === 1) return picture;
  const grey = emptyLike(pixels, pixels.length / 3);
  // In 65536ths, as PIL rounds.
  for (let i = 0, from = 0; i < grey.length; i++, from += 3) grey[i] = Math.floor((19_595 * pixels[from]! + 38_470 * pixels[from + 1]! + 7471 * pixels[from + 2]! + 32_768) / 65_536);
  return { ...picture, channels: 1, pixels: grey };
}

export function toColour(picture: Picture): Picture {
  const { channels, pixels } = picture;
  if (channels === 3) return picture;
  const colour = emptyLike(pixels, 3 * pixels.length);
  for (let i = 0; i < pixels.length; i++) colour.fill(pixels[i]!, 3 * i, 3 * i + 3);
  return { ...picture, channels: 3, pixels: colour };
}

export const emptyLike = (pixels: Picture['pixels'], length: number): Picture['pixels'] => (pixels instanceof Uint8Array ? new Uint8Array(length) : new Uint16Array(length));
