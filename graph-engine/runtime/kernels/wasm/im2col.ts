/** The geometry of a 2-D convolution (NHWC), and the copies between a picture and its patches. */
import { backend_util } from '@tensorflow/tfjs-core';

export type Geometry = backend_util.Conv2DInfo;
type Four = [number, number, number, number];

export function geometryOf(attrs: unknown, inputShape: readonly number[], filterShape: readonly number[]): Geometry {
  const { strides, pad, dataFormat, dimRoundingMode } = attrs as {
    strides: [number, number] | number;
    pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
    dataFormat?: 'NHWC' | 'NCHW';
    dimRoundingMode?: 'floor' | 'round' | 'ceil';
  };
  if (dataFormat === 'NCHW') throw new Error('internal: the wasm convolution takes channels last');
  return backend_util.computeConv2DInfo(inputShape as Four, filterShape as Four, strides, 1, pad, dimRoundingMode, false, 'channelsLast');
}

/**
 * Patches as rows per weight: out[(fy, fx, c), (n, y, x)] = picture[n, y·sh + fy − top, x·sw + fx − left, c], zero outside.
 * `out` holds filterHeight · filterWidth · inChannels rows of batch · outHeight · outWidth.
 */
export function patchesByWeight(picture: Float32Array, out: Float32Array, g: Geometry): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = g;
  let at = 0;
  for (let fy = 0; fy < filterHeight; fy++) {
    for (let fx = 0; fx < filterWidth; fx++) {
      const first = Math.max(0, Math.ceil((padInfo.left - fx) / strideWidth));
      const end = Math.max(first, Math.min(outWidth, Math.ceil((inWidth + padInfo.left - fx) / strideWidth)));
      for (let c = 0; c < inChannels; c++) {
        for (let n = 0; n < batchSize; n++) {
          for (let y = 0; y < outHeight; y++, at += outWidth) {
            const row = y * strideHeight + fy - padInfo.top;
            if (row < 0 || row >= inHeight) {
              out.fill(0, at, at + outWidth);
              continue;
            }
            if (first > 0) out.fill(0, at, at + first);
            let from = ((n * inHeight + row) * inWidth + first * strideWidth + fx - padInfo.left) * inChannels + c;
            const step = strideWidth * inChannels;
            for (let x = first; x < end; x++, from += step) out[at + x] = picture[from]!;
            if (end < outWidth) out.fill(0, at + end, at + outWidth);
          }
        }
      }
    }
  }
}
