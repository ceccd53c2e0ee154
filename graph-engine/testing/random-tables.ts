/** Random numbers for the Datasets of random documents: arrays of several types, and rows of columns. */
import { isFeature } from '../data/columns/layout';
import type { ColumnSettings } from '../data/columns/settings';
import type { DataTable, SideColumn } from '../data/table';
import type { HourglassDocument } from '../document/types';
import { dataSettingsOf } from '../nodes/data-settings';
import type { Random } from '../random/random';
import { dataNodes } from '../training/feed';

const tableOf = (shape: readonly number[], unsigned: boolean, random: Random, least: number): DataTable => {
  const count = least + random.integer(20);
  const length = count * shape.reduce((product, side) => product * side, 1);
  const type = random.pick(['bytes', 'shorts', 'floats', 'constant'] as const);
  const common = { name: 'x', shape, range: 'real', count, labels: null, labelNames: null, factors: null } as const;
  if (type === 'bytes') return { ...common, scale: 1 / 255, integers: { bits: 8, signed: false }, values: Uint8Array.from({ length }, () => random.integer(256)) };
  if (type === 'shorts' || unsigned) return { ...common, scale: 1, integers: { bits: 16, signed: true }, values: Float32Array.from({ length }, () => random.integer(65_536) - 32_768) };
  return { ...common, scale: 1, values: Float32Array.from({ length }, () => (type === 'constant' ? 3 : random.uniform(-2, 2))) };
};

/** Rows of columns, here and there with nothing in them, or with a category that has no name. */
function rowsOf(columns: readonly ColumnSettings[], random: Random, least: number): DataTable {
  const count = least + 10 + random.integer(20);
  const features = columns.filter(isFeature);
  const label = columns.find(({ kind }) => kind === 'label');
  const values = Array.from({ length: count }, () => features.map(({ names: known }) => (known ? random.integer(known.length + 1) : random.chance(0.1) ? Number.NaN : random.pick([random.integer(3), random.uniform(-1e4, 1e4)])))).flat();
  const common = { name: 'x', shape: [features.length], range: 'real', count, scale: 1, factors: null } as const;
  // The first is what may be normal.
  const labels = label ? Uint8Array.from({ length: count }, (_, i) => (i < least ? 0 : random.integer(label.names!.length))) : null;
  const beside = columns.flatMap(({ name, kind, names: known = [] }): SideColumn[] => {
    if (kind === 'group') return [{ name, kind, names: [...known, 'unknown'], values: Uint8Array.from({ length: count }, () => random.integer(known.length + 1)) }];
    return kind === 'date' ? [{ name, kind, values: Float64Array.from({ length: count }, () => Date.UTC(2020, random.integer(12), 1 + random.integer(28), random.integer(2) * random.integer(24))) }] : [];
  });
  return { ...common, beside, values: random.chance(0.5) ? Float64Array.from(values) : Float32Array.from(values), labels, labelNames: label?.names ?? null };
}

/** With `least` items or more; so many of the first have the label that may be normal. */
export const randomTables = (document: HourglassDocument, random: Random, least: number): Record<string, DataTable> =>
  Object.fromEntries(
    dataNodes(document).map((node) => {
      const { columns, unsigned } = dataSettingsOf(node);
      return [node.id, columns.length > 0 ? rowsOf(columns, random, least) : tableOf(node.params['shape'] as number[], unsigned, random, least)];
    }),
  );
