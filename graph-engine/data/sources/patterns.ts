/** The toy set: binary pictures of 3 × 3 pixels, few enough to see all of them and all their codes at once. */
import type { DatasetDefinition, LoadOptions } from './definition';
import type { MemoryTable } from '../table';
import { reportEvery } from './progress';

const DEFAULT_COUNT = 600;

/** Name and rows, `#` for one. */
const shapes: readonly (readonly [string, string])[] = [
  ['top bar', '### ... ...'],
  ['middle bar', '... ### ...'],
  ['bottom bar', '... ... ###'],
  ['left bar', '#.. #.. #..'],
  ['centre bar', '.#. .#. .#.'],
  ['right bar', '..# ..# ..#'],
  ['falling diagonal', '#.. .#. ..#'],
  ['rising diagonal', '..# .#. #..'],
  ['cross', '#.# .#. #.#'],
  ['plus', '.#. ### .#.'],
  ['box', '### #.# ###'],
  ['corners', '#.# ... #.#'],
];
const pixels = shapes.map(([, rows]) => [...rows.replaceAll(' ', '')].map((mark) => (mark === '#' ? 1 : 0)));

export const patterns = {
  id: 'patterns',
  title: '3 × 3 patterns',
  help: `The ${shapes.length} binary pictures of 3 × 3 pixels that the lecture starts with: bars, diagonals, cross, plus, box and corners, again and again in this order.`,
  origin: 'generated',
  licence: 'MIT, part of this program',
  shape: [3, 3, 1],
  range: 'binary',
  defaultCount: DEFAULT_COUNT,
  classes: shapes.length,
  labelNames: shapes.map(([name]) => name),
  generate,
} as const satisfies DatasetDefinition;

function generate(options: LoadOptions): MemoryTable {
  const count = options.count || DEFAULT_COUNT;
  const values = new Uint8Array(count * 9);
  const labels = new Uint8Array(count);
  const report = reportEvery(options, count);
  for (let item = 0; item < count; item++) {
    report(item);
    labels[item] = item % shapes.length;
    values.set(pixels[labels[item]!]!, item * 9);
  }
  return { name: patterns.title, shape: patterns.shape, range: 'binary', count, values, scale: 1, labels, labelNames: patterns.labelNames, factors: null };
}
