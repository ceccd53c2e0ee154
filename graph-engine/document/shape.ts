/** Sizes of a tensor without its batch dimension. */
export type Shape = readonly number[];

export const sizeOf = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);

export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((size, i) => size === b[i]);

/** `[batch, 28, 28, 1]` */
export const printShape = (shape: Shape): string => `[${['batch', ...shape].join(', ')}]`;

/** The largest side that a field of a shape holds. */
export const sideMost = 65_536;

/** A shape as a field holds it: one side beyond what it holds is left to be worked out. */
export function asShapeParam(shape: Shape): Shape {
  const wide = shape.findIndex((side) => side > sideMost);
  return shape.map((side, i) => (i === wide ? -1 : side));
}

/** Height or width after a kernel was slid over `size` places. */
export function convolvedSize(size: number, kernel: number, stride: number, padding: 'same' | 'valid'): number {
  return padding === 'same' ? Math.ceil(size / stride) : Math.floor((size - kernel) / stride) + 1;
}
