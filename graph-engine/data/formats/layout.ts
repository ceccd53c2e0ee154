/** How the sides of one item lie in a file. */
export const layouts = {
  'channels-last': { title: 'Height, width, channels', axes: [0, 1, 2] },
  'channels-first': { title: 'Channels, height, width', axes: [1, 2, 0] },
  transposed: { title: 'Width, height, channels', axes: [1, 0, 2] },
  'channels-first-transposed': { title: 'Channels, width, height', axes: [2, 1, 0] },
} as const satisfies Record<string, { readonly title: string; readonly axes: readonly [number, number, number] }>;

export type Layout = keyof typeof layouts;
export const layoutIds = Object.keys(layouts) as Layout[];

/** What `shape` becomes when the same file is read in another order. */
export function shapeAs(shape: readonly number[], before: Layout, after: Layout): readonly number[] {
  if (shape.length !== 3) return shape;
  const stored: number[] = [];
  layouts[before].axes.forEach((axis, i) => (stored[axis] = shape[i]!));
  return layouts[after].axes.map((axis) => stored[axis]!);
}
