/** Sizes of a tensor without its batch dimension. */
export type Shape = readonly number[];

export const sizeOf = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);

export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((size, i) => size === b[i]);

/** `[batch, 28, 28, 1]` */
export const printShape = (shape: Shape): string => `[${['batch', ...shape].join(', ')}]`;
