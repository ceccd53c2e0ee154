/** What there is to know of the items of a Dataset before it learns from them: each column before and after its preparation, the label, the parts, and what to look at. */
import { isNumber, placesOf, preparationOf } from '../columns/layout';
import { itemPreparation } from '../item-preparation';
import { readAs, type DataSettings } from '../settings';
import type { Split } from '../split';
import { mustBeInMemory } from '../rows/in-memory';
import { columnReader } from '../rows/read-rows';
import type { DataTable, MemoryTable } from '../table';
import { sizeOf } from '../../document/shape';
import { binned, type Binned } from './binned';
import { duplicateRows } from './duplicate-rows';
import { tieOfCodes, tieOfNumbers } from './label-tie';
import { numberFacts, type NumberFacts } from './number-facts';
import { dataWarnings } from './warnings';
import type { ColumnFacts, NameCount, TableFacts } from './types';

/** Prepared rows that are looked at. */
const PREPARED = 20_000;
/** Numbers of pictures that are looked at. */
const LOOKED = 2 ** 21;

export function describeTable(given: DataTable, settings: DataSettings, parts: Split): TableFacts {
  const table = readAs(given, settings);
  const labels = labelCounts(table);
  const duplicates = duplicateRows(table);
  const counts = { train: parts.train.length, validation: parts.validation.length, test: parts.test.length };
  const prepared = preparedSample(table, settings, parts.train);
  const columns = table.columns ? columnsOf(table, settings, prepared) : [];
  // Numbers of tokens are no amounts.
  const all = table.columns || table.text ? null : { ...looked(mustBeInMemory(table)), after: binned(prepared.values) };
  return { columns, all, labels, duplicates, parts: counts, warnings: dataWarnings({ count: table.count, columns, labels, duplicates }) };
}

function labelCounts({ labels, labelNames }: DataTable): readonly NameCount[] {
  if (!labels) return [];
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b).map(([label, count]) => ({ name: labelNames?.[label] ?? String(label), count }));
}

interface Prepared {
  readonly values: Float32Array;
  readonly width: number;
}
function preparedSample(table: DataTable, settings: DataSettings, training: Uint32Array): Prepared {
  const preparation = itemPreparation(settings);
  const width = sizeOf(preparation.shape(table.shape));
  const fitted = preparation.fit(table, { training, limits: settings.limits });
  const most = Math.max(1, Math.min(PREPARED, Math.floor(LOOKED / width)));
  const rows = spread(training, most);
  const values = new Float32Array(rows.length * width);
  preparation.rows(table, fitted).write(rows, values);
  return { values, width };
}
/** At most so many of them, evenly. */
function spread(items: Uint32Array, most: number): Uint32Array {
  if (items.length <= most) return items;
  return Uint32Array.from({ length: most }, (_, i) => items[Math.floor((i * items.length) / most)]!);
}

function tieOf({ labels, labelNames }: DataTable, kind: ColumnFacts['kind'], values: Float64Array): ColumnFacts['tie'] {
  const tie = labels && (kind === 'category' ? tieOfCodes : tieOfNumbers)(values, labels);
  return tie && { ...tie, label: labelNames?.[tie.label] ?? String(tie.label) };
}

function columnsOf(table: DataTable, settings: DataSettings, prepared: Prepared): readonly ColumnFacts[] {
  const places = placesOf(settings.columns);
  const columnOf = columnReader(table);
  return table.columns!.map(({ name, kind, names = [] }, column): ColumnFacts => {
    const { values: from, stride, offset } = columnOf(column);
    const values = Float64Array.from({ length: table.count }, (_, row) => from[row * stride + offset]! * table.scale);
    const place = places.find((one) => one.column === column);
    const after = place && isNumber(place) ? binned(every(prepared, place.at)) : null;
    const isCategory = kind === 'category';
    return { name, kind, preparation: place && isNumber(place) ? preparationOf(place) : null, facts: numberFacts(values), values: isCategory ? valueCounts(values, names) : [], before: isCategory ? null : binned(values), after, tie: tieOf(table, kind, values) };
  });
}
const every = ({ values, width }: Prepared, at: number): Float32Array => Float32Array.from({ length: values.length / width }, (_, row) => values[row * width + at]!);

function valueCounts(codes: Float64Array, names: readonly string[]): readonly NameCount[] {
  const counts = new Map<string, number>();
  for (const code of codes) {
    const name = names[code] ?? 'other';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count);
}

function looked({ values, scale }: MemoryTable): { readonly facts: NumberFacts; readonly before: Binned | null } {
  const count = Math.min(values.length, LOOKED);
  const chosen = Float64Array.from({ length: count }, (_, i) => values[Math.floor((i * values.length) / count)]! * scale);
  return { facts: numberFacts(chosen), before: binned(chosen) };
}
