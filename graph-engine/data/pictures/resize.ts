/**
 * Pictures in another size, along each side on its own: what shrinks is the average of the area that it covers, parts of pixels by their share;
 * what grows is bilinear between the middles of pixels. Rounded once, at the end.
 */
import type { Picture } from '../formats/definition';
import { emptyLike } from './grey';

/** Of which pixels, from `first` on, and with what weights the pixels along one side are made. */
interface Weights {
  readonly first: Uint32Array;
  /** `most` for each pixel; those that are not needed are zero. */
  readonly values: Float64Array;
  readonly most: number;
}

function weights(from: number, to: number): Weights {
  const step = from / to;
  const most = to < from ? Math.ceil(step) + 1 : 2;
  const first = new Uint32Array(to);
  const values = new Float64Array(to * most);
  for (let i = 0; i < to; i++) {
    if (to < from) {
      const [start, end] = [i * step, Math.min(from, (i + 1) * step)];
      first[i] = Math.floor(start);
      for (let k = 0; k < most; k++) values[i * most + k] = Math.max(0, Math.min(end, first[i]! + k + 1) - Math.max(start, first[i]! + k)) / (end - start);
    } else {
      // Beyond the middle of the outermost pixels theirs goes on.
      const middle = Math.max(0, Math.min(from - 1, (i + 0.5) * step - 0.5));
      first[i] = Math.floor(middle);
      values[i * 2] = 1 - (middle - first[i]!);
      values[i * 2 + 1] = middle - first[i]!;
    }
  }
  return { first, values, most };
}

export function resize(picture: Picture, width: number, height: number): Picture {
  const { channels, pixels } = picture;
  if (picture.width === width && picture.height === height) return picture;
  const across = weights(picture.width, width);
  const down = weights(picture.height, height);
  const row = width * channels;
  const out = emptyLike(pixels, row * height);
  const sums = new Float64Array(row);
  const narrow = new Float64Array(row);
  let narrowed = -1;
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let k = 0; k < down.most; k++) {
      const weight = down.values[y * down.most + k]!;
      const from = down.first[y]! + k;
      if (weight === 0) continue;
      // Neighbouring rows share a pixel's row at their border.
      if (narrowed !== from) narrowRow(picture, from, across, narrow);
      narrowed = from;
      for (let i = 0; i < row; i++) sums[i] = sums[i]! + weight * narrow[i]!;
    }
    for (let i = 0; i < row; i++) out[y * row + i] = Math.round(sums[i]!);
  }
  return { width, height, channels, pixels: out };
}

function narrowRow({ width, channels, pixels }: Picture, y: number, { first, values, most }: Weights, out: Float64Array): void {
  const start = y * width;
  for (let x = 0; x < first.length; x++) {
    for (let c = 0; c < channels; c++) {
      let sum = 0;
      for (let k = 0; k < most; k++) {
        const weight = values[x * most + k]!;
        if (weight !== 0) sum += weight * pixels[(start + first[x]! + k) * channels + c]!;
      }
      out[x * channels + c] = sum;
    }
  }
}
