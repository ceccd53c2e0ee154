/** Copies between a picture (NHWC) and its patches. */
import type { Geometry } from '../geometry';

/**
 * Patches as rows per weight: out[(fy, fx, c), (n, y, x)] = planes[c, n, y·sh + fy − top, x·sw + fx − left], zero outside.
 * `planes` is the picture with its channels first; `out` holds filterHeight · filterWidth · inChannels rows of batch · outHeight · outWidth.
 */
export function patchesByWeight(planes: Float32Array, out: Float32Array, g: Geometry): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = g;
  let at = 0;
  for (let fy = 0; fy < filterHeight; fy++) {
    for (let fx = 0; fx < filterWidth; fx++) {
      const first = Math.max(0, Math.ceil((padInfo.left - fx) / strideWidth));
      const end = Math.max(first, Math.min(outWidth, Math.ceil((inWidth + padInfo.left - fx) / strideWidth)));
      for (let plane = 0; plane < inChannels * batchSize; plane++) {
        for (let y = 0; y < outHeight; y++, at += outWidth) {
          const row = y * strideHeight + fy - padInfo.top;
          if (row < 0 || row >= inHeight) {
            for (let x = 0; x < outWidth; x++) out[at + x] = 0;
            continue;
          }
          let from = (plane * inHeight + row) * inWidth + first * strideWidth + fx - padInfo.left;
          for (let x = 0; x < first; x++) out[at + x] = 0;
          for (let x = first; x < end; x++, from += strideWidth) out[at + x] = planes[from]!;
          for (let x = end; x < outWidth; x++) out[at + x] = 0;
        }
      }
    }
  }
}

/** Calls `run` for each stretch of (fx, c) that lies inside the picture: its start in the picture, its start in the patches, its length. */
function eachStretch(g: Geometry, run: (picture: number, patch: number, length: number) => void): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = g;
  const width = filterWidth * inChannels;
  let patch = 0;
  for (let n = 0; n < batchSize; n++) {
    for (let y = 0; y < outHeight; y++) {
      for (let x = 0; x < outWidth; x++) {
        const left = x * strideWidth - padInfo.left;
        const skipped = Math.max(0, -left);
        const length = (Math.min(filterWidth, inWidth - left) - skipped) * inChannels;
        for (let fy = 0; fy < filterHeight; fy++, patch += width) {
          const row = y * strideHeight + fy - padInfo.top;
          if (row < 0 || row >= inHeight || length <= 0) continue;
          run(((n * inHeight + row) * inWidth + left + skipped) * inChannels, patch + skipped * inChannels, length);
        }
      }
    }
  }
}

/** Patches as rows per place: out[(n, y, x), (fy, fx, c)], zero outside the picture. */
export function patchesByPlace(picture: Float32Array, out: Float32Array, g: Geometry): void {
  out.fill(0);
  eachStretch(g, (from, to, length) => {
    for (let i = 0; i < length; i++) out[to + i] = picture[from + i]!;
  });
}

/** The adjoint of `patchesByPlace`: adds every patch to its place in the picture. */
export function addPatches(patches: Float32Array, out: Float32Array, g: Geometry): void {
  out.fill(0);
  eachStretch(g, (to, from, length) => {
    for (let i = 0; i < length; i++) out[to + i]! += patches[from + i]!;
  });
}
