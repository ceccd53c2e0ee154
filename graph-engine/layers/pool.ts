/** Shapes of the pools: windows do not overlap, rows and columns left over are dropped. */
import { axesOf, eachAxis, type Pair } from '../document/pair';
import type { Shape } from '../document/shape';
import type { LayerProblem, LayerSketch } from './definition';
import { notAnImage, tooSmall } from './image';

export function pooledShape(input: Shape, size: Pair): Shape | LayerProblem {
  const problem = notAnImage(input);
  if (problem) return problem;
  const [rows, columns] = eachAxis((axis) => Math.floor(input[axis]! / axesOf(size)[axis]));
  return Math.min(rows, columns) < 1 ? tooSmall(input, size, 'window', 'size') : [rows, columns, input[2]!];
}

/** Every number is repeated; rows and columns that were dropped come back as copies of their neighbours. */
export function poolMirror(input: Shape, output: Shape, size: Pair): readonly LayerSketch[] {
  const [rows, columns] = eachAxis((axis) => input[axis]! - output[axis]! * axesOf(size)[axis]);
  const up = { kind: 'upsample', params: { size } };
  if (rows === 0 && columns === 0) return [up];
  return [up, { kind: 'pad', params: { top: 0, bottom: rows, left: 0, right: columns, mode: 'edge' } }];
}
