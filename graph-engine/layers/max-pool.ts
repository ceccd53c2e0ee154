/** Max pooling over windows, which lie side by side unless a stride is set. */
import { defineLayer } from './definition';
import { pool, pooledShape, poolFields, poolMirror, poolSummary } from './pool';

export const maxPool = defineLayer({
  kind: 'max-pool',
  title: 'Max Pool',
  help: 'Keeps the largest value of each window.',
  words: ['pooling', 'maxpooling', 'downsample', 'subsampling'],
  category: 'convolution',
  fields: poolFields,
  summary: poolSummary,
  infer: pooledShape,
  mask: () => 'ends',
  weights: () => [],
  build: (params, x, { b }) => pool(b, x, params, b.maxPool, b.maximum, false),
  reach: (_, input) => input,
  mirror: poolMirror,
});
