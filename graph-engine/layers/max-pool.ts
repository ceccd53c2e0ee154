/** Max pooling over windows that do not overlap. */
import { axesOf, printPair } from '../document/pair';
import { defineLayer } from './definition';
import { sizeField } from './image';
import { pooledShape, poolMirror } from './pool';
import { tfLayer } from './tf-layer';

export const maxPool = defineLayer({
  kind: 'max-pool',
  title: 'Max Pool',
  help: 'Keeps the largest value of each window.',
  category: 'convolution',
  fields: { size: sizeField('Size', 'Height, width and stride of the window.', 2) },
  summary: ({ size }) => printPair(size),
  infer: ({ size }, input) => pooledShape(input, size),
  weights: () => [],
  build: ({ size }, x, { b }) => b.maxPool(x, axesOf(size)),
  reach: (_, input) => input,
  mirror: ({ size }, input, output) => poolMirror(input, output, size),
  typescript: ({ size }, { name }) => [tfLayer('maxPooling2d', { name, poolSize: size, strides: size, padding: 'valid' })],
});
