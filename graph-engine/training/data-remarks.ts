/** What should be known of the numbers that a Dataset gives, beyond its document: what they are taken for, and what does not fit. */
import { isInMemory } from '../data/rows/in-memory';
import type { MemoryTable } from '../data/table';
import { printIntegers } from '../data/integers';
import { boundsOf, extremesOf, type Bounds } from '../data/preparations/bounds';
import type { Preparation } from '../data/preparations/definition';
import { seemsUnsigned } from '../data/seems-unsigned';
import { diagnostic } from '../diagnostics/print';
import type { Diagnostic, Fix } from '../diagnostics/types';
import { rangeNames, type DataRange } from '../document/port-type';
import { fixes } from '../nodes/fixes';
import type { Feed } from './feed';
import { printNumber as print } from './print-number';

/** Of pictures or an array. */
type InMemory = Feed & { readonly table: MemoryTable };
const isWhole = (feed: Feed): feed is InMemory => isInMemory(feed.table);

const extremes = new WeakMap<MemoryTable, Bounds>();
/** Of all items. */
function extremesOfAll(table: MemoryTable): Bounds {
  const found = extremes.get(table) ?? extremesOf(table, Uint32Array.from({ length: table.count }, (_, i) => i));
  extremes.set(table, found);
  return found;
}
/** Bytes that are taken as bytes cannot leave their range. */
const isSafe = ({ values, scale }: MemoryTable): boolean => values instanceof Uint8Array && scale !== 1;

const promised: { readonly [K in DataRange]?: Bounds } = { unit: { low: 0, high: 1 }, signed: { low: -1, high: 1 } };
/** Values that miss a promise by the rounding of 32 bits keep it. */
const ROUNDING = 1e-6;

function readings({ node, table, settings }: InMemory): Fix[] {
  if (settings.unsigned && table.integers) return [fixes.setParam('Read them as signed', node.id, 'unsigned', false)];
  return table.integers?.signed && extremesOfAll(table).low < 0 ? [fixes.setParam('Read them as unsigned', node.id, 'unsigned', true)] : [];
}

const suspected = new WeakMap<MemoryTable, boolean>();
function suspicion({ node, table }: InMemory): Diagnostic[] {
  const is = suspected.get(table) ?? seemsUnsigned(table);
  suspected.set(table, is);
  if (!is) return [];
  const { low, high } = extremesOfAll(table);
  const args = { file: table.name, type: printIntegers(table.integers!), low: print(low), high: print(high) };
  return [diagnostic('data.unsigned', { node: node.id }, args, { severity: 'warning', fixes: [fixes.setParam('Read them as unsigned', node.id, 'unsigned', true)] })];
}

/** Every number of a file is the same one, up to the rounding of its type. */
function constant({ node, table }: InMemory): Diagnostic[] {
  const { values, scale } = table;
  if (values.some((value: number) => value !== values[0])) return [];
  const value = print(Math.round((values[0] ?? 0) * (isSafe(table) ? 1 : scale) * 1e9) / 1e9);
  return [diagnostic('data.constant', { node: node.id }, { file: table.name, value }, { severity: 'warning' })];
}

/** Where black and white are not what everybody expects. */
function limits(feed: InMemory, preparation: Preparation): Diagnostic[] {
  const { node, table, fitted, settings } = feed;
  if (!fitted['low'] || !feed.isFittedHere) return [];
  const { low, high } = boundsOf(fitted);
  if ((low === 0 || low === -1) && high === 1 && (!table.integers || isSafe(table) || extremesOfAll(table).high <= 1)) return [];
  const unscale = isSafe(table) ? 1 / table.scale : 1;
  const args = {
    file: table.name,
    node: node.name,
    type: table.integers ? printIntegers(table.integers) : 'numbers',
    low: print(Math.round(low * unscale * 1e9) / 1e9),
    high: print(Math.round(high * unscale * 1e9) / 1e9),
    range: rangeNames[preparation.range],
  };
  const other = table.integers ? (settings.limits === 'found' ? ['Take the ends of the type', 'type'] as const : ['Take the ends of the data', 'found'] as const) : null;
  const cures = [...readings(feed), ...(other ? [fixes.setParam(other[0], node.id, 'limits', other[1])] : [])];
  return [diagnostic('data.limits', { node: node.id, field: 'scaling' }, args, { severity: 'info', fixes: cures })];
}

/** Values that break the promise of the Dataset, among all items of the table. */
function outside({ node, table, fitted }: InMemory, preparation: Preparation): Diagnostic[] {
  const promise = promised[preparation.range];
  if (!promise || (isSafe(table) && preparation.leaves(fitted))) return [];
  const { low, high } = extremesOfAll(table);
  const ends = Float32Array.of(low, high);
  preparation.apply(fitted, ends);
  if (ends[0]! >= promise.low - ROUNDING && ends[1]! <= promise.high + ROUNDING) return [];
  const one = new Float32Array(1);
  let count = 0;
  for (let i = 0; i < table.values.length; i++) {
    one[0] = table.values[i]! * table.scale;
    preparation.apply(fitted, one);
    if (one[0]! < promise.low - ROUNDING || one[0]! > promise.high + ROUNDING) count++;
  }
  const args = { file: table.name, node: node.name, count: print(count), all: print(table.values.length), range: rangeNames[preparation.range], low: print(ends[0]!), high: print(ends[1]!) };
  return [diagnostic('data.outside', { node: node.id, field: 'scaling' }, args, { severity: 'warning', fixes: [fixes.setParam('Standardise', node.id, 'scaling', 'standardised')] })];
}

export function dataRemarks(feed: Feed): readonly Diagnostic[] {
  const { alike } = feed.preparation;
  // The columns of a table are looked at one by one, where they are chosen.
  if (!alike || !isWhole(feed)) return [];
  const same = feed.table.count > 1 ? constant(feed) : [];
  return [...suspicion(feed), ...same, ...(same.length > 0 ? [] : limits(feed, alike)), ...outside(feed, alike)];
}
