/** From any shape to a vector. */
import { asShapeParam, sizeOf } from '../document/shape';
import { defineLayer } from './definition';

export const flatten = defineLayer({
  kind: 'flatten',
  title: 'Flatten',
  help: 'Lays all values out in one row.',
  words: ['vector', 'vectorise', 'unroll', 'ravel'],
  category: 'shape',
  fields: {},
  summary: () => '',
  infer: (_, input) => [sizeOf(input)],
  mask: () => 'ends',
  weights: () => [],
  build: (_, x, { b }) => b.flatten(x),
  reach: (_, input) => input,
  mirror: (_, input) => [{ kind: 'reshape', params: { shape: asShapeParam(input) } }],
  // tf.layers refuses to flatten what is flat.
});
