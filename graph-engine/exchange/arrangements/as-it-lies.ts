/** Our own order, which is that of Keras too: [inputs, outputs], and of convolutions [rows, columns, inputs, outputs]. */
import type { Arrangement } from './definition';

export const asItLies: Arrangement = { id: 'as-it-lies', title: '', of: 'any', shapeOf: (found) => found, apply: (found) => found };
