/** Average pooling over windows that do not overlap. */
import { defineLayer } from './definition';
import { notAnImage, sizeField, tooSmall } from './image';
import { pooledShape, poolMirror } from './pool';
import { tfLayer } from './tf-layer';

export const avgPool = defineLayer({
  kind: 'avg-pool',
  title: 'Average Pool',
  help: 'Keeps the mean of each window.',
  category: 'convolution',
  fields: { size: sizeField('Size', 'Height, width and stride of the window.', 2) },
  summary: ({ size }) => `${size}×${size}`,
  infer: ({ size }, input) => notAnImage(input) ?? pooledShape(input, size) ?? tooSmall(input, size, 'window'),
  weights: () => [],
  build: ({ size }, x, { b }) => b.avgPool(x, size),
  reach: (_, input) => input,
  mirror: ({ size }, input, output) => poolMirror(input, output, size),
  typescript: ({ size }, { name }) => [tfLayer('averagePooling2d', { name, poolSize: size, strides: size, padding: 'valid' })],
});
