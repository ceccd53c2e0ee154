/** What the layers on images (height, width, channels) have in common. */
import type { PairField } from '../document/fields';
import { axesOf, eachAxis, pairOf, printFactor, type Pair } from '../document/pair';
import { printShape, sideMost, sizeOf, type Shape } from '../document/shape';
import type { LayerProblem } from './definition';

/** The side of a square of that many values, or of one with several channels; null where there is none. */
function squareOf(size: number): readonly [side: number, channels: number] | null {
  for (const channels of [1, 3, 16, 32, 8, 64, 4, 2, 128]) {
    const side = Math.sqrt(size / channels);
    if (Number.isInteger(side) && side > 1) return [side, channels];
  }
  return null;
}

/** The problem of a layer that needs an image and gets something else, or null. */
export function notAnImage(input: Shape): LayerProblem | null {
  if (input.length === 3) return null;
  const square = input.length === 2 ? null : squareOf(sizeOf(input));
  // A grid without channels is an image of one.
  const shape = input.length === 2 ? [...input, 1] : square ? [square[0], square[0], square[1]] : [sizeOf(input), 1, 1];
  const insert = shape.every((side) => side <= sideMost) ? { insert: [{ kind: 'reshape', params: { shape } }] } : {};
  return { expected: 'an image [batch, height, width, channels]', found: printShape(input), cure: 'Put a Reshape to height, width, channels before it.', ...insert };
}

/** A window that does not fit into the image. `field` holds its size. */
export function tooSmall(input: Shape, needed: Pair, what: string, field: string, others: LayerProblem['set'] = []): LayerProblem {
  const [height, width] = axesOf(needed);
  const smaller = pairOf(eachAxis((axis) => Math.min(axesOf(needed)[axis], input[axis]!)));
  return {
    expected: `an image of at least ${height} × ${width}`,
    found: printShape(input),
    cure: `Make the ${what} smaller, or the image larger.`,
    set: [...others, { label: `Set the ${what} to ${printFactor(smaller)}`, params: { [field]: smaller } }],
  };
}

/** Growth beyond what is computed with: pixels of one image, and its longest side. */
const pixelLimit = 4096 ** 2;
export const isTooWide = (height: number, width: number): boolean => height * width > pixelLimit || Math.max(height, width) > sideMost;

/** `field` holds the factor. */
export const tooWide = (input: Shape, field: string, label: string): LayerProblem => ({
  expected: 'an image whose result stays within 4,096 × 4,096 pixels',
  found: printShape(input),
  cure: `Use a smaller ${label}.`,
  set: [{ label: `Set the ${label} to 1`, params: { [field]: 1 } }],
});
const channelLimit = 65_536;
/** Of a filter, along one axis. */
export const kernelLimit = 64;

/** Of a window or a factor, along one axis. */
export const sizeMost = 32;

export const sizeField = (label: string, help: string, initial: number, max = sizeMost): PairField => ({
  type: 'pair',
  label,
  help: `${help} One number, or height and width: 2, 1.`,
  default: initial,
  min: 1,
  max,
});

export const filtersField = { type: 'integer', label: 'Filters', help: 'Channels it gives.', default: 16, min: 1, max: channelLimit } as const;

export const paddingField = {
  type: 'choice',
  label: 'Padding',
  help: 'same: zeros around the image, so that its size divides by the stride alone; valid: none.',
  default: 'same',
  options: [
    { value: 'same', label: 'Same' },
    { value: 'valid', label: 'Valid' },
  ],
  advanced: true,
} as const;

/** Rows and columns at each side of an image. */
export interface Margins {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}
const marginField = (label: string, initial: number) => ({ type: 'integer', label, help: `${label === 'Top' || label === 'Bottom' ? 'Rows' : 'Columns'} at this side.`, default: initial, min: 0, max: sideMost }) as const;
export const marginFields = { top: marginField('Top', 0), bottom: marginField('Bottom', 1), left: marginField('Left', 0), right: marginField('Right', 1) };

/** `bottom 1 · right 1` */
export const printMargins = (margins: Margins): string => (['top', 'bottom', 'left', 'right'] as const).filter((side) => margins[side] > 0).map((side) => `${side} ${margins[side]}`).join(' · ') || 'nothing';

/** As tf.layers takes them: before and after along the rows, before and after along the columns. */
export const marginPairs = ({ top, bottom, left, right }: Margins): readonly (readonly number[])[] => [[top, bottom], [left, right]];

/** A difference of size shared out: half of it, rounded down, comes first, as with padding `same`. */
export function margins(rows: number, columns: number): Margins {
  const [top, left] = [Math.floor(rows / 2), Math.floor(columns / 2)];
  return { top, bottom: rows - top, left, right: columns - left };
}
