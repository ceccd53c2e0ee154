/** What should be known of a table before anything is learned from it: found in what was seen of its columns, and in its rows. */
import { isFeature } from '../columns/layout';
import { columnKindOf } from '../columns/registry';
import type { ColumnSettings } from '../columns/settings';
import type { DataTable } from '../table';
import type { Seen } from '../columns/definition';

export type WarningKind = 'constant' | 'missing' | 'identifier' | 'imbalance' | 'duplicates' | 'outliers' | 'infinite' | 'one-class';
export interface Warning {
  readonly kind: WarningKind;
  /** The column; null where it is of the rows. */
  readonly column: string | null;
  /** What was found, and what can be done. */
  readonly text: string;
}

const MANY_MISSING = 0.2;
const RARE = 0.05;
/** Of what lies in the middle, so many times as far from it. */
const FAR = 100;
const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
const count = (n: number): string => n.toLocaleString('en');

function ofColumn(settings: ColumnSettings, { rows, missing, numbers, integers, minimum, maximum, values }: Seen): Warning[] {
  const { name } = settings;
  const found: Warning[] = [];
  const warn = (kind: WarningKind, text: string): void => void found.push({ kind, column: name, text });
  if (!isFeature(settings)) return found;
  if (values?.size === 1) warn('constant', `${name} is the same in every row, and says nothing: leave it out.`);
  if (missing > MANY_MISSING * rows) warn('missing', `${name} is missing in ${percent(missing / rows)} of the rows: fill it, tell it by an indicator, or leave it out.`);
  const different = values?.size ?? Infinity;
  if (numbers === rows && integers === rows && rows > 20 && different >= rows && maximum - minimum < 4 * rows) warn('identifier', `${name} is a whole number that differs in every row: it may be an identifier, which gives rows away. Leave it out if it is.`);
  if (numbers > 0 && !(Number.isFinite(minimum) && Number.isFinite(maximum))) warn('infinite', `${name} holds infinite numbers, which no network can learn from: they count as missing.`);
  return found;
}

/** Numbers of a column that lie a hundred times further from its middle than half of them do. */
function outliers({ columns = [], values, shape, count: rows }: DataTable, settings: readonly ColumnSettings[]): Warning[] {
  const width = shape[0]!;
  const step = Math.max(1, Math.floor(rows / 20_000));
  return columns.flatMap(({ name, kind }, place) => {
    if (kind !== 'number' || settings[place]?.preparation === 'log') return [];
    const some: number[] = [];
    for (let row = 0; row < rows; row += step) {
      const value = values[row * width + place]!;
      if (Number.isFinite(value)) some.push(value);
    }
    some.sort((a, b) => a - b);
    const at = (share: number): number => some[Math.floor(share * (some.length - 1))] ?? 0;
    const spread = at(0.75) - at(0.25);
    const middle = at(0.5);
    const far = spread > 0 ? some.filter((value) => Math.abs(value - middle) > FAR * spread).length : 0;
    return far > 0 ? [{ kind: 'outliers' as const, column: name, text: `${name} holds numbers a hundred times further from its middle than most: prepare it by its logarithm, or robustly, if they are right.` }] : [];
  });
}

/** Rows that are another one again, number by number. */
function duplicates({ values, shape, count: rows }: DataTable): Warning[] {
  const width = shape[0]!;
  const seen = new Set<string>();
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const size = values.BYTES_PER_ELEMENT * width;
  let twice = 0;
  const looked = Math.min(rows, 100_000);
  for (let row = 0; row < looked; row++) {
    const key = hashOf(bytes, row * size, size);
    if (seen.has(key)) twice++;
    else seen.add(key);
  }
  return twice > 0 ? [{ kind: 'duplicates', column: null, text: `${count(twice)} of ${rows > looked ? `the first ${count(looked)}` : count(rows)} rows are there more than once: in a split by lot, the same row may be trained on and judged.` }] : [];
}
/** Two hashes of 32 bits (FNV-1a, from two starts): of 100,000 rows, two that differ agree once in a billion tables. */
function hashOf(bytes: Uint8Array, from: number, size: number): string {
  let [a, b] = [0x811c9dc5, 0x9747b28c];
  for (let i = from; i < from + size; i++) {
    a = Math.imul(a ^ bytes[i]!, 0x01000193);
    b = Math.imul(b ^ bytes[i]!, 0x85ebca6b) ^ (b >>> 13);
  }
  return `${a}.${b}`;
}

function labels({ labels: codes, labelNames, count: rows, labelColumn = 'The label' }: DataTable): Warning[] {
  if (!codes) return [];
  const counts = new Map<number, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  if (counts.size === 1) return [{ kind: 'one-class', column: labelColumn, text: `${labelColumn} is ${labelNames?.[codes[0]!] ?? codes[0]} in every row: nothing can be compared by it.` }];
  const [code, fewest] = [...counts].reduce((least, one) => (one[1] < least[1] ? one : least));
  return fewest < RARE * rows ? [{ kind: 'imbalance', column: labelColumn, text: `${labelNames?.[code] ?? code} is the label of ${count(fewest)} of ${count(rows)} rows (${percent(fewest / rows)}): judge by areas and by precision, not by accuracy.` }] : [];
}

/** `seen`: of the columns of the file, in their order, as `columns` are. */
export function tableWarnings(table: DataTable, columns: readonly ColumnSettings[], seen: readonly Seen[]): readonly Warning[] {
  const features = columns.filter(isFeature);
  const of = columns.flatMap((settings, place) => (seen[place] && columnKindOf(settings.kind).role !== 'none' ? ofColumn(settings, seen[place]) : []));
  return [...of, ...outliers(table, features), ...duplicates(table), ...labels(table)];
}
