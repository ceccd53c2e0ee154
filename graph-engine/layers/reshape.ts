/** The same values in another shape. */
import { printShape, sizeOf } from '../document/shape';
import { defineLayer } from './definition';
import { tfLayer } from './tf-layer';

export const reshape = defineLayer({
  kind: 'reshape',
  title: 'Reshape',
  help: 'The same values in another shape; one size may be −1 and is then worked out.',
  category: 'shape',
  fields: { shape: { type: 'shape', label: 'Shape', help: 'Sizes without the batch; −1 at most once.', default: [-1] } },
  summary: ({ shape }) => shape.join(' × ').replace('-1', '?'),
  infer({ shape }, input) {
    const size = sizeOf(input);
    const free = shape.filter((side) => side === -1).length;
    const known = shape.filter((side) => side !== -1).reduce((product, side) => product * side, 1);
    if (free > 1) return { expected: 'at most one −1 in its shape', found: shape.join(', '), cure: 'Give all sizes but one.' };
    if (free === 1 ? size % known !== 0 : size !== known) {
      const expected = free === 1 ? `a number of values that divides by ${known}` : `${known} values`;
      return { expected, found: `${size} in ${printShape(input)}`, cure: `Choose a shape of ${size} values.` };
    }
    return shape.map((side) => (side === -1 ? size / known : side));
  },
  weights: () => [],
  build({ shape }, x, { b }) {
    const known = shape.filter((side) => side !== -1).reduce((product, side) => product * side, 1);
    return b.reshape(x, [x.shape[0]!, ...shape.map((side) => (side === -1 ? sizeOf(x.shape.slice(1)) / known : side))]);
  },
  reach: (_, input) => input,
  mirror: (_, input) => [{ kind: 'reshape', params: { shape: input } }],
  typescript: (_, { name, output }) => [tfLayer('reshape', { name, targetShape: output })],
});
