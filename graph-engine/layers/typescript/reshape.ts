/** Reshape in TensorFlow.js. */
import { defineSpelling } from './definition';
import { tfLayer } from './words';

export const reshape = defineSpelling((_: object, { name, output }) => [tfLayer('reshape', { name, targetShape: output })]);
