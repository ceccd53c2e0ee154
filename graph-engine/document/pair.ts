/** A size along height and width: one number where both are alike, else two. */
export type Pair = number | readonly [height: number, width: number];

export const axesOf = (pair: Pair): readonly [height: number, width: number] => (typeof pair === 'number' ? [pair, pair] : pair);

/** One number where both are alike, as it is kept in a document. */
export const pairOf = ([height, width]: readonly [number, number]): Pair => (height === width ? height : [height, width]);

/** Something for height, and for width. */
export const eachAxis = <T>(f: (axis: 0 | 1) => T): readonly [T, T] => [f(0), f(1)];

/** `3×3`, `3×5` */
export const printPair = (pair: Pair): string => axesOf(pair).join('×');

/** `2`, and `2×1` where the axes differ: for strides and factors. */
export const printFactor = (pair: Pair): string => [...new Set(axesOf(pair))].join('×');
