/** ConvTranspose2D in TensorFlow.js. */
import { axesOf, eachAxis } from '../../document/pair';
import { fanInOf, type ConvolutionParams } from './conv2d';
import { defineSpelling } from './definition';
import { tfActivated, tfBias, tfLayer } from './words';

export const conv2dTranspose = defineSpelling(({ filters, kernel, stride, padding, activation, bias, biasStart }: ConvolutionParams, { name, input, output }) => {
  const [k, s] = [axesOf(kernel), axesOf(stride)];
  const isUsual = [0, 1].every((axis) => output[axis] === input[axis]! * s[axis as 0 | 1]);
  // Rows behind what the filters reach hold the bias alone: as a row of zeros behind the input makes them.
  const more = eachAxis((axis): number => Number(output[axis]! > (input[axis]! - 1) * s[axis] + Math.max(k[axis], s[axis])));
  const padded = eachAxis((axis) => input[axis]! + more[axis]);
  const before = more.some(Boolean) ? [tfLayer('zeroPadding2d', { name: `${name}_pad`, padding: eachAxis((axis) => [0, more[axis]]) })] : [];
  const uncut = padding === 'valid' || !isUsual;
  const layers = tfActivated('conv2dTranspose', { name, filters, kernelSize: kernel, strides: stride, padding: uncut ? 'valid' : 'same', ...tfBias({ bias, biasStart }) }, activation, fanInOf(kernel, input));
  // tf.layers knows no output size, and makes every value as wide as the stride, also the last one, behind which a narrower kernel leaves a margin.
  const cropping = eachAxis((axis): readonly [number, number] => {
    const reached = (input[axis]! - 1) * s[axis] + k[axis];
    const first = padding === 'same' ? Math.floor(Math.max(0, reached - output[axis]!) / 2) : 0;
    return [first, (padded[axis] - 1) * s[axis] + Math.max(k[axis], s[axis]) - first - output[axis]!];
  });
  return uncut && cropping.flat().some((side) => side > 0) ? [...before, ...layers, tfLayer('cropping2D', { name: `${name}_crop`, cropping })] : [...before, ...layers];
});
