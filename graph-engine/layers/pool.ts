/** Shapes of the pools: windows do not overlap, rows and columns left over are dropped. */
import type { Shape } from '../document/shape';
import type { LayerSketch } from './definition';

export function pooledShape(input: Shape, size: number): Shape | null {
  const [height, width, channels] = input as readonly [number, number, number];
  return Math.min(height, width) < size ? null : [Math.floor(height / size), Math.floor(width / size), channels];
}

export function poolMirror(input: Shape, output: Shape, size: number): readonly LayerSketch[] | string {
  const odd = [0, 1].find((axis) => output[axis]! * size !== input[axis]);
  return odd === undefined ? [{ kind: 'upsample', params: { size } }] : `a side of ${input[odd]} does not divide by the window of ${size}`;
}
