/** Parts of pictures, and pictures brought to a size by one of three ways. */
import type { Picture } from '../formats/definition';
import { emptyLike } from './grey';
import type { Fit } from './options';
import { resize } from './resize';

/** What lies in a rectangle, which must lie in the picture. */
export function crop(picture: Picture, x: number, y: number, width: number, height: number): Picture {
  const { channels, pixels } = picture;
  if (x === 0 && y === 0 && width === picture.width && height === picture.height) return picture;
  const part = emptyLike(pixels, width * height * channels);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * picture.width + x) * channels;
    part.set(pixels.subarray(from, from + width * channels), row * width * channels);
  }
  return { width, height, channels, pixels: part };
}

/** @returns width × height pixels of the picture */
export function fitTo(picture: Picture, width: number, height: number, fit: Fit): Picture {
  if (picture.width === width && picture.height === height) return picture;
  if (fit === 'stretch') return resize(picture, width, height);
  return fit === 'crop' ? cropTo(picture, width, height) : padTo(picture, width, height);
}

/** The largest part of the asked shape, from the middle. */
function cropTo(picture: Picture, width: number, height: number): Picture {
  const scale = Math.min(picture.width / width, picture.height / height);
  const [partWidth, partHeight] = [side(width * scale, picture.width), side(height * scale, picture.height)];
  const part = crop(picture, Math.floor((picture.width - partWidth) / 2), Math.floor((picture.height - partHeight) / 2), partWidth, partHeight);
  return resize(part, width, height);
}

/** All of it in the middle, with black around. */
function padTo(picture: Picture, width: number, height: number): Picture {
  const scale = Math.min(width / picture.width, height / picture.height);
  const inner = resize(picture, side(picture.width * scale, width), side(picture.height * scale, height));
  const { channels } = inner;
  const pixels = emptyLike(inner.pixels, width * height * channels);
  const [left, top] = [Math.floor((width - inner.width) / 2), Math.floor((height - inner.height) / 2)];
  const row = inner.width * channels;
  for (let y = 0; y < inner.height; y++) pixels.set(inner.pixels.subarray(y * row, (y + 1) * row), ((top + y) * width + left) * channels);
  return { width, height, channels, pixels };
}

const side = (length: number, most: number): number => Math.max(1, Math.min(most, Math.round(length)));
