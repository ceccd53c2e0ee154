/** Pictures with transparency, laid on black: colours are weakened by how transparent they are. */
import type { Picture } from './definition';

/** 8-bit red, green, blue and how opaque, as decoders give them. */
export function onBlack(rgba: ArrayLike<number>, width: number, height: number, channels: 1 | 3): Picture {
  const pixels = new Uint8Array(width * height * channels);
  for (let from = 0, to = 0; to < pixels.length; from += 4) {
    const opaque = rgba[from + 3]!;
    for (let c = 0; c < channels; c++) pixels[to++] = opaque === 255 ? rgba[from + c]! : Math.round((rgba[from + c]! * opaque) / 255);
  }
  return { width, height, channels, pixels };
}

/** One channel where red, green and blue are the same everywhere: for formats that have no grey of their own. */
export function greyIfGrey(picture: Picture): Picture {
  const { pixels, channels } = picture;
  if (channels === 1) return picture;
  for (let i = 0; i < pixels.length; i += 3) if (pixels[i] !== pixels[i + 1] || pixels[i] !== pixels[i + 2]) return picture;
  const grey = pixels instanceof Uint8Array ? new Uint8Array(pixels.length / 3) : new Uint16Array(pixels.length / 3);
  for (let i = 0; i < grey.length; i++) grey[i] = pixels[3 * i]!;
  return { ...picture, channels: 1, pixels: grey };
}
