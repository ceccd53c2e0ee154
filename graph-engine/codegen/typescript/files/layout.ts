/** `layout.ts`: how the sides of an item lie in a file. */
import { layoutIds, layouts } from '../../../data/formats/layout';
import { list } from '../text';
import type { CodeNode, Project } from '../project';
import { Source } from '../../program/source';

/** Whether the items have height, width and channels, which a file may hold in another order. */
export const hasSides = (node: CodeNode): boolean => node.types['data']!.shape.length === 3;
export const turns = ({ datasets }: Project): boolean => datasets.some(hasSides);

const key = (id: string): string => (/^\w+$/.test(id) ? id : `'${id}'`);

export function layoutFile(project: Project): Source | null {
  if (!turns(project)) return null;
  const rows = layoutIds.map((id) => `  ${key(id)}: ${list(layouts[id].axes)},`);
  return new Source('src/layout.ts').add(`/** How the sides of an item lie in a file: the model takes height, width and channels. */

type Sides = [number, number, number];
/** Which side of the file is height, which is width, which holds the channels. */
const layouts = {
${rows.join('\n')}
} satisfies Record<string, Sides>;
export type Layout = keyof typeof layouts;
const names = Object.keys(layouts) as Layout[];

/** The order that \`--layout\` gives. */
export function layoutOf(text: string): Layout {
  const found = names.find((name) => name === text);
  if (found) return found;
  throw new Error(\`--layout takes \${names.join(', ')}, and got "\${text}"\`);
}

/** A picture of two sides has one channel. */
const sidesOf = (sizes: number[]): number[] => (sizes.length === 2 ? [...sizes, 1] : sizes);

/** Sizes of the items of a file once they are turned; those that cannot be stay as they are. */
export function turnedSizes(sizes: number[], layout: Layout): number[] {
  const sides = sidesOf(sizes);
  const axes = layouts[layout];
  if (sides.length !== 3 || (sizes.length === 2 && axes[2] !== 2)) return sides;
  return axes.map((axis) => sides[axis]!);
}

/** The order in which items of these sizes would have that shape. */
export const fittingLayout = (sizes: number[], shape: number[]): Layout | undefined =>
  names.find((name) => turnedSizes(sizes, name).join() === shape.join());

/** The items of a file, of these sizes each, turned to height, width, channels. */
export function turn(values: Float32Array, sizes: number[], layout: Layout): Float32Array {
  if (layout === 'channels-last') return values;
  const [, across = 1, deep = 1] = sidesOf(sizes);
  const strides = [across * deep, deep, 1];
  const [down, right, inward] = layouts[layout].map((axis) => strides[axis]!) as Sides;
  const [height, width, channels] = turnedSizes(sizes, layout) as Sides;
  const turned = new Float32Array(values.length);
  let to = 0;
  for (let item = 0; item < values.length; item += height * width * channels) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const from = item + y * down + x * right;
        for (let c = 0; c < channels; c++) turned[to++] = values[from + c * inward]!;
      }
    }
  }
  return turned;
}`);
}
