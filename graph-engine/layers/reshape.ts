/** The same values in another shape. */
import { asShapeParam, printShape, sideMost, sizeOf, type Shape } from '../document/shape';
import { defineLayer } from './definition';

/** The shape with one of its sizes exchanged, so that it holds `size` values: the last one (the channels) where it can be. */
function refitted(shape: readonly number[], size: number): { label: string; params: { shape: number[] } }[] {
  const last = shape.length - 1;
  const rest = shape.slice(0, -1).reduce((product, side) => product * Math.max(1, side), 1);
  if (last === 0 || size % rest !== 0 || size / rest > sideMost) return [];
  const fitting = [...shape.slice(0, -1).map((side) => Math.max(1, side)), size / rest];
  return [{ label: `Set Shape to ${fitting.join(', ')}`, params: { shape: fitting } }];
}

/** The shape with its free size worked out for `size` values. */
const resolved = (shape: Shape, size: number): Shape => {
  const known = shape.reduce((product, side) => (side === -1 ? product : product * side), 1);
  return shape.map((side) => (side === -1 ? size / known : side));
};

export const reshape = defineLayer({
  kind: 'reshape',
  title: 'Reshape',
  help: 'The same values in another shape; one size may be −1 and is then worked out.',
  words: ['view', 'unflatten', 'resize'],
  category: 'shape',
  fields: { shape: { type: 'shape', label: 'Shape', help: 'Sizes without the batch; −1 at most once.', default: [-1] } },
  summary: ({ shape }) => shape.join(' × ').replace('-1', '?'),
  infer({ shape }, input) {
    const size = sizeOf(input);
    const free = shape.filter((side) => side === -1).length;
    const known = shape.filter((side) => side !== -1).reduce((product, side) => product * side, 1);
    const row = { label: 'Lay the values out in one row', params: { shape: [-1] } };
    if (free > 1) {
      const first = shape.indexOf(-1);
      return { expected: 'at most one −1 in its shape', found: shape.join(', '), cure: 'Give all sizes but one.', set: [{ label: 'Work out the first of them alone', params: { shape: shape.map((side, i) => (side === -1 && i !== first ? 1 : side)) } }, row] };
    }
    if (free === 1 ? size % known !== 0 : size !== known) {
      const expected = free === 1 ? `a number of values that divides by ${known}` : `${known} values`;
      return { expected, found: `${size} in ${printShape(input)}`, cure: `Choose a shape of ${size} values.`, wants: [free === 1 ? Math.max(1, Math.round(size / known)) * known : known], set: [...refitted(shape, size), row] };
    }
    return resolved(shape, size);
  },
  // As many places as before, and the values of each stay together.
  mask: ({ shape }, input) => (resolved(shape, sizeOf(input))[0] === input[0] ? 'keeps' : 'ends'),
  weights: () => [],
  build({ shape }, x, { b }) {
    return b.reshape(x, [x.shape[0]!, ...resolved(shape, sizeOf(x.shape.slice(1)))]);
  },
  reach: (_, input) => input,
  mirror: (_, input) => [{ kind: 'reshape', params: { shape: asShapeParam(input) } }],
});
