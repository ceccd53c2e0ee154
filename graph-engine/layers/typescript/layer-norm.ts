/** LayerNorm in TensorFlow.js. */
import { defineSpelling } from './definition';
import { tfLayer } from './words';

export const layerNorm = defineSpelling(({ epsilon }: { readonly epsilon: number }, { name }) => [tfLayer('layerNormalization', { name, epsilon })]);
