/** UpSample in TensorFlow.js. */
import { axesOf, type Pair } from '../../document/pair';
import { defineSpelling } from './definition';
import { tfLayer } from './words';

export const upsample = defineSpelling(({ size }: { readonly size: Pair }, { name }) => [tfLayer('upSampling2d', { name, size: axesOf(size) })]);
