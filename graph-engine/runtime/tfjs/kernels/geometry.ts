/** The geometry of a 2-D convolution (NHWC), as tfjs hands it to a kernel. */
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
  if (dataFormat === 'NCHW') throw new Error('internal: the convolutions supplied here take channels last');
  return backend_util.computeConv2DInfo(inputShape as Four, filterShape as Four, strides, 1, pad, dimRoundingMode, false, 'channelsLast');
}
