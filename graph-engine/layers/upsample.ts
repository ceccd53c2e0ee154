/** Nearest-neighbour enlargement of an image. */
import { defineLayer } from './definition';
import { notAnImage, sideLimit, sizeField, tooWide } from './image';
import { tfLayer } from './tf-layer';

export const upsample = defineLayer({
  kind: 'upsample',
  title: 'Upsample',
  help: 'Repeats every pixel: a larger image without weights, often before a Conv2D of stride 1.',
  category: 'convolution',
  fields: { size: sizeField('Size', 'How often each row and column is repeated.', 2, 16) },
  summary: ({ size }) => `×${size}`,
  infer({ size }, input) {
    const problem = notAnImage(input);
    if (problem) return problem;
    const [height, width, channels] = input as readonly [number, number, number];
    return Math.max(height, width) * size > sideLimit ? tooWide(input) : [height * size, width * size, channels];
  },
  weights: () => [],
  build: ({ size }, x, { b }) => b.upsample(x, size),
  reach: (_, input) => input,
  mirror: ({ size }) => [{ kind: 'avg-pool', params: { size } }],
  typescript: ({ size }, { name }) => [tfLayer('upSampling2d', { name, size: [size, size] })],
});
