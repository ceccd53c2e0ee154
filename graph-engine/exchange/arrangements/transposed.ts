/** PyTorch's Linear has [outputs, inputs]. */
import { permuted, type Arrangement } from './definition';

export const transposed: Arrangement = {
  id: 'transposed',
  title: 'transposed',
  of: 'pytorch',
  shapeOf: (found) => (found.length === 2 ? [found[1]!, found[0]!] : null),
  apply: (found) => permuted(found, [1, 0]),
};
