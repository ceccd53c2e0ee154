/** PyTorch's convolutions have [outputs, inputs, rows, columns], the transposed ones [inputs, outputs, rows, columns]; here rows and columns come first, and the other two in the reverse order. */
import { permuted, type Arrangement } from './definition';

const AXES = [2, 3, 1, 0] as const;

export const channelsLast: Arrangement = {
  id: 'channels-last',
  title: 'channels last',
  of: 'pytorch',
  shapeOf: (found) => (found.length === 4 ? AXES.map((axis) => found[axis]!) : null),
  apply: (found) => permuted(found, AXES),
};
