/** Nearest-neighbour enlargement of an image. */
import { axesOf, eachAxis, printFactor } from '../document/pair';
import { defineLayer } from './definition';
import { isTooWide, notAnImage, sizeField, tooWide } from './image';

export const upsample = defineLayer({
  kind: 'upsample',
  title: 'Upsample',
  help: 'Repeats every pixel: a larger image without weights, often before a Conv2D of stride 1.',
  words: ['nearest neighbour', 'enlarge', 'unpool', 'resize', 'interpolate', 'upscale'],
  category: 'convolution',
  fields: { size: sizeField('Size', 'How often each row and column is repeated.', 2) },
  summary: ({ size }) => `×${printFactor(size)}`,
  infer({ size }, input) {
    const problem = notAnImage(input);
    if (problem) return problem;
    const [height, width] = eachAxis((axis) => input[axis]! * axesOf(size)[axis]);
    return isTooWide(height, width) ? tooWide(input, 'size', 'size') : [height, width, input[2]!];
  },
  mask: () => 'ends',
  weights: () => [],
  build: ({ size }, x, { b }) => b.upsample(x, axesOf(size)),
  reach: (_, input) => input,
  mirror: ({ size }) => [{ kind: 'avg-pool', params: { size } }],
});
