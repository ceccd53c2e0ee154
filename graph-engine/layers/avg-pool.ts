/** Average pooling over windows, which lie side by side unless a stride is set. */
import { defineLayer } from './definition';
import { pool, pooledShape, poolFields, poolMirror, poolSummary } from './pool';

export const avgPool = defineLayer({
  kind: 'avg-pool',
  title: 'Average Pool',
  help: 'Keeps the mean of each window.',
  words: ['pooling', 'mean pool', 'avgpool', 'downsample', 'subsampling'],
  category: 'convolution',
  fields: poolFields,
  summary: poolSummary,
  infer: pooledShape,
  mask: () => 'ends',
  weights: () => [],
  build: (params, x, { b }) => pool(b, x, params, b.avgPool, b.add, true),
  reach: (_, input) => input,
  mirror: poolMirror,
});
