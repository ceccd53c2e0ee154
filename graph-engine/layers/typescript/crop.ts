/** Crop in TensorFlow.js. */
import { marginPairs, type Margins } from '../image';
import { defineSpelling } from './definition';
import { tfLayer } from './words';

export const crop = defineSpelling((params: Margins, { name }) => [tfLayer('cropping2D', { name, cropping: marginPairs(params) })]);
