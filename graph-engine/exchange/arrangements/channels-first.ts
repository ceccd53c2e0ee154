/** PyTorch flattens an image channel by channel, the studio place by place: sides of kernels that were an image are brought from the one order into the other. */
import { permuted, type Arrangement } from './definition';
import { transposed } from './transposed';

const AXES = [1, 2, 0] as const;

export const channelsFirst: Arrangement = {
  id: 'channels-first',
  title: 'flattened channels first',
  of: 'pytorch',
  shapeOf: (found, { flattened }) => (!flattened || found.length > 2 ? null : found.toReversed()),
  apply(found, wanted) {
    let turned = found.shape.length === 2 ? transposed.apply(found, wanted) : found;
    for (const { axis, image } of wanted.flattened ?? []) {
      const [height, width, channels] = image as [number, number, number];
      const [before, after] = [turned.shape.slice(0, axis), turned.shape.slice(axis + 1)];
      const sides = [...before, channels, height, width, ...after];
      const order = [...before.keys(), ...AXES.map((place) => place + axis), ...after.map((_, i) => axis + 3 + i)];
      turned = { shape: turned.shape, data: permuted({ shape: sides, data: turned.data }, order).data };
    }
    return turned;
  },
};
