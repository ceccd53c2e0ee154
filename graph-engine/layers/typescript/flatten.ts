/** Flatten in TensorFlow.js. */
import { defineSpelling } from './definition';
import { tfLayer } from './words';

// tf.layers refuses to flatten what is flat.
export const flatten = defineSpelling((_: object, { name, input }) => (input.length > 1 ? [tfLayer('flatten', { name })] : []));
