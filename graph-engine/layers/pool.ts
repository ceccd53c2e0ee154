/** What the pools have in common: windows of any stride without padding, so that rows and columns behind the last window are dropped. */
import { axesOf, eachAxis, pairOf, printFactor, printPair, type Pair } from '../document/pair';
import type { PairField } from '../document/fields';
import { convolvedSize, type Shape } from '../document/shape';
import type { Builder, Tensor } from '../program/builder';
import type { LayerProblem, LayerSketch } from './definition';
import { margins, notAnImage, sizeField, sizeMost, tooSmall } from './image';

export interface PoolParams {
  readonly size: Pair;
  readonly stride: Pair;
}

export const poolFields = {
  size: sizeField('Size', 'Height and width of the window.', 2),
  stride: {
    type: 'pair',
    label: 'Stride',
    help: 'Step between two windows: 0 is their size, so that they lie side by side; less, and they overlap. One number, or height and width: 2, 1.',
    default: 0,
    min: 0,
    max: sizeMost,
    advanced: true,
  } satisfies PairField,
} as const;

/** The steps between windows, 0 resolved. */
export const stepsOf = ({ size, stride }: PoolParams): readonly [number, number] => eachAxis((axis) => axesOf(stride)[axis] || axesOf(size)[axis]);

/** `2×2`, `3×3 / 2` */
export function poolSummary(params: PoolParams): string {
  const steps = stepsOf(params);
  return steps.join() === axesOf(params.size).join() ? printPair(params.size) : `${printPair(params.size)} / ${printFactor(pairOf(steps))}`;
}

export function pooledShape(params: PoolParams, input: Shape): Shape | LayerProblem {
  const problem = notAnImage(input);
  if (problem) return problem;
  const { size } = params;
  const [rows, columns] = eachAxis((axis) => convolvedSize(input[axis]!, axesOf(size)[axis], stepsOf(params)[axis], 'valid'));
  return Math.min(rows, columns) < 1 ? tooSmall(input, size, 'window', 'size') : [rows, columns, input[2]!];
}

/** Every number is repeated; rows and columns that were dropped come back as copies of their neighbours, those of windows that overlap at the end go. */
export function poolMirror(params: PoolParams, input: Shape, output: Shape): readonly LayerSketch[] {
  const steps = stepsOf(params);
  const [rows, columns] = eachAxis((axis) => input[axis]! - output[axis]! * steps[axis]);
  const back: LayerSketch[] = [{ kind: 'upsample', params: { size: pairOf(steps) } }];
  const behind = (bottom: number, right: number) => ({ ...margins(0, 0), bottom: Math.max(0, bottom), right: Math.max(0, right) });
  if (rows < 0 || columns < 0) back.push({ kind: 'crop', params: behind(-rows, -columns) });
  if (rows > 0 || columns > 0) back.push({ kind: 'pad', params: { ...behind(rows, columns), mode: 'edge' } });
  return back;
}

/** Of the windows of `size` along `axis` (1 or 2 of [batch, h, w, c]), one every `step`: those at the places `at`, `at` + `step`, …, `count` of them. */
function everyStep(b: Builder, x: Tensor, axis: 1 | 2, at: number, step: number, count: number): Tensor {
  const [height, rest] = [x.shape[axis]!, x.shape.slice(axis + 1)];
  const reach = count * step;
  const lead = x.shape.slice(0, axis);
  const missing = Math.max(0, at + reach - height);
  const wide = missing === 0 ? x : b.pad(x, x.shape.flatMap((_, i) => [0, i === axis ? missing : 0]));
  const part = b.slice(wide, wide.shape.map((_, i) => (i === axis ? at : 0)), wide.shape.map((size, i) => (i === axis ? reach : size)));
  if (step === 1) return part;
  // The first of every `step` rows is the start of a row that is so many times as long.
  const line = rest.reduce((product, n) => product * n, 1);
  const grouped = b.reshape(part, [lead.reduce((product, n) => product * n, 1), count, step * line]);
  return b.reshape(b.slice(grouped, [0, 0, 0], [grouped.shape[0]!, count, line]), [...lead, count, ...rest]);
}

/** `fold` puts two windows' numbers together, and `side` pools windows that lie side by side. Along one axis after the other, as a maximum and a mean can be taken. */
export function pool(b: Builder, x: Tensor, params: PoolParams, side: (x: Tensor, size: readonly [number, number]) => Tensor, fold: (x: Tensor, y: Tensor) => Tensor, scale: boolean): Tensor {
  const [size, steps] = [axesOf(params.size), stepsOf(params)];
  if (size.join() === steps.join()) return side(x, size);
  let y = x;
  for (const axis of [0, 1] as const) {
    const [window, step] = [size[axis], steps[axis]];
    if (window === step) {
      y = side(y, axis === 0 ? [window, 1] : [1, window]);
      continue;
    }
    const from = y;
    const count = convolvedSize(from.shape[axis + 1]!, window, step, 'valid');
    const rows = Array.from({ length: window }, (_, at) => everyStep(b, from, (axis + 1) as 1 | 2, at, step, count));
    const folded = rows.reduce(fold);
    y = scale ? b.mul(folded, 1 / window) : folded;
  }
  return y;
}
