/** What a user writes of columns in one line: `amount:number/log*2,country:category,id:ignored`; a column that is not named stays as it was guessed. */
import { DataError } from '../data-error';
import type { Scan } from '../tables/scan';
import { settingsOf } from '../tables/guess';
import { columnKindIds, columnKindOf, columnKinds, type ColumnKind } from './registry';
import { missingIds, type ColumnSettings, type Missing } from './settings';

const LINE = /^(.+?):([a-z]+)(?:\/([a-z-]+))?(?:\+([a-z]+))?(?:\*([0-9.]+))?$/;
const fail = (expected: string, found: string): never => {
  throw new DataError(`Columns: expected ${expected}, and found “${found}”. Write such as amount:number/log,country:category,id:ignored; *:KIND is all others.`);
};

/** Which column is meant: by its name, else by its place, counted from 0. @throws DataError */
export function columnNamed(columns: readonly ColumnSettings[], name: string): number {
  const plain = name.trim().toLowerCase();
  const byName = columns.findIndex((column) => column.name.trim().toLowerCase() === plain);
  if (byName >= 0) return byName;
  const place = /^\d+$/.test(plain) ? Number(plain) : -1;
  if (place >= 0 && place < columns.length) return place;
  const names = columns.map((column) => column.name);
  throw new DataError(`Expected the column ${name}, and found ${names.slice(0, 12).join(', ')}${names.length > 12 ? `, … (${names.length} columns, which may also be numbered from 0)` : ''}. Name one of these.`);
}

function oneOf(text: string): { readonly name: string; readonly change: (settings: ColumnSettings) => ColumnSettings; readonly kind: ColumnKind } {
  const [, name, kind, preparation, missing, weight] = LINE.exec(text.trim()) ?? fail('name:kind', text);
  if (!Object.hasOwn(columnKinds, kind!)) fail(`a kind (${columnKindIds.join(', ')})`, kind!);
  const { preparations } = columnKindOf(kind as ColumnKind);
  if (preparation !== undefined && !preparations.includes(preparation)) fail(`a preparation of a ${kind} (${preparations.join(', ') || 'none'})`, preparation);
  if (missing !== undefined && !(missingIds as readonly string[]).includes(missing)) fail(`what missing values become (${missingIds.join(', ')})`, missing);
  const factor = weight === undefined ? undefined : Number(weight);
  return { name: name!, kind: kind as ColumnKind, change: (settings) => ({ ...settings, ...(preparation !== undefined && { preparation }), ...(missing !== undefined && { missing: missing as Missing }), ...(factor !== undefined && { weight: factor }) }) };
}

/** @throws DataError */
export function applySpec(columns: readonly ColumnSettings[], spec: string, scan: Scan): readonly ColumnSettings[] {
  const lines = spec.split(',').filter((line) => line.trim() !== '').map(oneOf);
  const changed = new Map<number, ColumnSettings>();
  for (const { name, kind, change } of lines.toSorted((a, b) => Number(b.name === '*') - Number(a.name === '*'))) {
    const places = name === '*' ? [...columns.keys()] : [columnNamed(columns, name)];
    for (const place of places) changed.set(place, change(withKind(columns[place]!, kind, scan, place)));
  }
  return columns.map((column, place) => changed.get(place) ?? column);
}
const withKind = (column: ColumnSettings, kind: ColumnKind, scan: Scan, place: number): ColumnSettings => (column.kind === kind ? column : { ...settingsOf(scan.seen[place]!, kind), name: column.name });

/** Where a column of the file stands; -1 where there is none of that name or number. */
function placeInFile({ names, hasHeader, seen }: Scan, name: string): number {
  const plain = name.trim().toLowerCase();
  const byName = hasHeader ? names.findIndex((one) => one.trim().toLowerCase() === plain) : -1;
  return byName >= 0 ? byName : /^\d+$/.test(plain) && Number(plain) < seen.length ? Number(plain) : -1;
}

/** The one column that is the label; the one that was it before is left out, since what stood for it may tell it. A file may have one that a model was trained without. @throws DataError */
export function withLabel(columns: readonly ColumnSettings[], name: string, scan: Scan): readonly ColumnSettings[] {
  const inFile = placeInFile(scan, name);
  // Without a header, columns are known by their order alone, whatever a document calls them.
  const isKnown = columns.length === scan.seen.length || (scan.hasHeader && columns.some((column) => column.name.trim().toLowerCase() === name.trim().toLowerCase()));
  if (!isKnown && inFile >= 0) {
    const others = columns.filter(({ kind }) => columnKindOf(kind).role !== 'label');
    // Of a file without a header, columns are known by their order.
    return others.toSpliced(scan.hasHeader ? others.length : inFile, 0, settingsOf(scan.seen[inFile]!, 'label'));
  }
  const place = columnNamed(columns, name);
  return columns.map((column, i) => {
    if (i === place) return column.kind === 'label' ? column : { ...settingsOf(scan.seen[scan.hasHeader ? Math.max(0, placeInFile(scan, column.name)) : i]!, 'label'), name: column.name };
    return columnKindOf(column.kind).role === 'label' ? { name: column.name, kind: 'ignored' } : column;
  });
}
