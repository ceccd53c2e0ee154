/** Which items of a Dataset are trained on, held out and left for the test: a function of its settings, the seed and the node alone. */
import { DataError } from '../data-error';
import { Random, streams } from '../../random/counter';
import type { Split } from '../split';
import { blockOrder } from '../rows/block-order';
import { fileOf } from '../rows/in-memory';
import { columnReader } from '../rows/read-rows';
import type { DataTable, Labels } from '../table';
import type { SplitDefinition } from './definition';
import { splits, type SplitKind } from './registry';

export interface SplitSettings {
  readonly split: SplitKind;
  /** The column that it goes by; empty for the first that it usually goes by. */
  readonly splitBy: string;
  readonly test: number;
  /** Labels of the items that may be trained on, parted by commas; all items where it is empty. */
  readonly normal: string;
}
export interface DealOptions extends SplitSettings {
  readonly validation: number;
  readonly seed: number;
  readonly node: string;
}

export const namesIn = (list: string): readonly string[] => list.split(',').map((name) => name.trim()).filter((name) => name !== '');

/** What classes are called that have numbers alone. */
export function numbered(labels: Labels): string[] {
  let most = 0;
  for (const label of labels) most = Math.max(most, label);
  return Array.from({ length: most + 1 }, (_, i) => String(i));
}

/** Which items have a label that is called normal; null where nothing is said of that. @throws DataError */
export function normalItems({ name, count, labels, labelNames }: DataTable, normal: string): Uint8Array | null {
  const wanted = namesIn(normal);
  if (wanted.length === 0) return null;
  if (!labels) throw new DataError(`${name}: expected labels, of which ${wanted.join(', ')} ${wanted.length === 1 ? 'is' : 'are'} normal, and found none. Say which column is the label, or clear what is normal.`);
  const names = labelNames ?? numbered(labels);
  const codes = wanted.map((one) => {
    const code = names.findIndex((other) => other === one || other.toLowerCase() === one.toLowerCase());
    if (code < 0) throw new DataError(`${name}: expected the label ${one}, and found ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}. Choose among these what is normal.`);
    return code;
  });
  return Uint8Array.from({ length: count }, (_, item) => (codes.includes(labels[item]!) ? 1 : 0));
}

/** The values of a column by its name: of a label, a category or a group its names, else numbers or texts; null where there is none of that name. */
export function columnValues(table: DataTable, name: string): readonly (string | number)[] | null {
  const { columns = [], beside = [], count } = table;
  const place = columns.findIndex((column) => column.name === name);
  if (place >= 0) {
    const { names } = columns[place]!;
    const { values, stride, offset } = columnReader(table)(place);
    return Array.from({ length: count }, (_, item) => {
      const value = values[item * stride + offset]!;
      return names ? (names[value] ?? '') : value;
    });
  }
  const side = beside.find((column) => column.name === name);
  if (side) return Array.from(side.values as ArrayLike<string | number>, (value) => side.names?.[value as number] ?? value);
  if (table.labels && (name === table.labelColumn || name === 'label')) return Array.from(table.labels, (label) => table.labelNames?.[label] ?? label);
  return null;
}
/** What the split goes by: the column that is named, else the first of those that it usually goes by. */
function splitColumn({ beside }: DataTable, { split, splitBy }: Pick<SplitSettings, 'split' | 'splitBy'>): string {
  const { usual }: SplitDefinition = splits[split];
  return splitBy || (beside?.find(({ kind }) => kind === usual)?.name ?? '');
}

/**
 * Where no item is normal, or a column says so or is missing, none is trained on: the items may still be looked at. Of a table in a file, each part lies in an order
 * that reads the file in blocks. @throws DataError where a label is missing
 */
export function dealOut(table: DataTable, { split, splitBy, test, normal, validation, seed, node }: DealOptions): Split {
  const isNormal = normalItems(table, normal);
  const all = Uint32Array.from({ length: table.count }, (_, item) => item);
  const items = isNormal ? all.filter((item) => isNormal[item] === 1) : all;
  const { by, deal } = splits[split];
  const values = by === 'column' ? columnValues(table, splitColumn(table, { split, splitBy })) : [];
  if (!values) return { train: new Uint32Array(), validation: new Uint32Array(), test: all };
  const dealt = deal({ table, items, shares: { validation, test }, values, random: new Random(streams.split(seed, node)) });
  const parts = isNormal ? { ...dealt, test: joined(dealt.test, all.filter((item) => isNormal[item] === 0)) } : dealt;
  const file = fileOf(table);
  if (!file) return parts;
  const inBlocks = (part: Uint32Array, place: number): Uint32Array => blockOrder(part.toSorted(), file.blockRows, new Random(streams.split(seed, node), place)).items;
  return { train: inBlocks(parts.train, 1), validation: inBlocks(parts.validation, 2), test: inBlocks(parts.test, 3) };
}
function joined(one: Uint32Array, other: Uint32Array): Uint32Array {
  const both = new Uint32Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/** Why no item is left to train on, to whoever would train. */
export function nothingToTrain(table: DataTable, settings: SplitSettings): string {
  const { name, columns = [], beside = [] } = table;
  const by = splitColumn(table, settings);
  if (splits[settings.split].by === 'column' && !columnValues(table, by)) {
    const found = [...columns, ...beside].map((column) => column.name);
    return `${name}: expected a column called ${by === '' ? '(none is named)' : by} to split by, and found ${found.slice(0, 12).join(', ') || 'no columns'}. Choose one of these.`;
  }
  return settings.normal === ''
    ? `${name}: expected items to train on, and the split leaves none. Split in another way.`
    : `${name}: expected items to train on, with the label ${settings.normal}, and found none. Choose another label as normal, or split in another way.`;
}
