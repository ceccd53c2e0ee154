/** The second pass over a table: its rows as numbers, read as its columns say. */
import { isFeature } from '../columns/layout';
import { isMissing, textOf } from '../columns/missing-words';
import { columnKindOf } from '../columns/registry';
import type { ColumnSettings } from '../columns/settings';
import { DataError } from '../data-error';
import type { Cell, CellReader } from '../formats/definition';
import { ownText } from '../formats/own-text';
import { MOST_IN_MEMORY, NoRoom, type RowFiles } from '../rows/row-file';
import type { DataNote, DataTable, FeatureColumn, SideColumn } from '../table';
import { labelsFor } from './labels-for';
import { placeColumns } from './place-columns';
import { fileSink, memorySink, type Room, type RowSink } from './row-sink';

export interface LoadTableOptions {
  /** As the user knows the file. */
  readonly name: string;
  readonly columns: readonly ColumnSettings[];
  /** Rows of the file, where they were counted. */
  readonly rows: number;
  /** Some numbers lose what matters in 32 bits. */
  readonly precise: boolean;
  /** Where rows are kept that are too many for memory; where it is left out, all are kept there. */
  readonly files?: RowFiles | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((read: number) => void) | undefined;
}
const LARGEST = 2 ** 31;

/** @throws DataError, and the signal's reason when cancelled */
export async function loadTable(reader: CellReader, options: LoadTableOptions): Promise<DataTable> {
  const { name, columns, rows, precise, files } = options;
  const width = columns.filter(isFeature).length;
  if (width === 0) throw new DataError(`${name}: expected columns to learn from, numbers or categories, and found none among ${columns.length}. Say which columns are numbers or categories.`);
  if (rows === 0) throw new DataError(`${name}: expected rows, and found none. Choose a file with data.`);
  if (rows * width > LARGEST) throw new DataError(`${name}: expected at most ${LARGEST.toLocaleString('en')} numbers, and found ${rows.toLocaleString('en')} rows of ${width}. Leave columns out, or use a part of the file.`);
  const size = { name, rows, width, precise };
  if (!files || rows * width <= (files.above ?? MOST_IN_MEMORY)) return readInto(memorySink(size), reader, options);
  try {
    return await readInto(await fileSink(size, files), reader, options);
  } catch (error) {
    if (!(error instanceof NoRoom)) throw error;
    const table = await readInto(memorySink(size), reader, options);
    return { ...table, notes: [...(table.notes ?? []), { text: `${name}: its rows stand in memory, and could not be kept in a file: ${error.message}` }] };
  }
}

/** Leaves nothing of the rows where it fails. */
async function readInto(sink: RowSink, reader: CellReader, { name, columns, rows, signal, onProgress }: LoadTableOptions): Promise<DataTable> {
  try {
    const { places, notes } = placeColumns(reader, columns, name);
    const features = columns.filter(isFeature);
    const fed = features.map((column, at) => numbersOf(column, places.get(column) ?? null, reader, sink.room, at, features.length));
    const sides = columns.filter(({ kind }) => columnKindOf(kind).role === 'beside').flatMap((column) => sideOf(column, places.get(column) ?? null, rows, reader) ?? []);
    const label = columns.find(({ kind }) => columnKindOf(kind).role === 'label');
    const labels = label && places.has(label) ? labelsFor(label, places.get(label)!, rows) : null;
    const takes: readonly Take[] = [...fed, ...sides.map(({ take }) => take), ...(labels ? [labels.take] : [])];
    let row = 0;
    for await (const batch of reader.batches(signal)) {
      signal?.throwIfAborted();
      const count = Math.min(batch.count, rows - row);
      sink.begin(row, count);
      for (const take of takes) take(batch.columns, row, count);
      sink.end(count);
      row += count;
      onProgress?.(batch.read);
      if (row === rows) break;
    }
    if (row < rows) throw new DataError(`${name}: expected ${rows.toLocaleString('en')} rows as before, and found ${row.toLocaleString('en')}. The file has changed: choose it again.`);
    const odd = fed.flatMap(({ problem }) => problem() ?? []);
    return {
      name,
      shape: [features.length],
      range: 'real',
      count: rows,
      values: await sink.done(),
      scale: 1,
      columns: features.map(({ name: column, kind, names }): FeatureColumn => ({ name: column, kind: columnKindOf(kind).kept === 'numbers' ? 'number' : 'category', ...(names && { names }) })),
      ...(sides.length > 0 && { beside: sides.map(({ column }) => column) }),
      labels: labels?.labels ?? null,
      labelNames: labels?.names ?? null,
      ...(label && labels && { labelColumn: label.name }),
      factors: null,
      notes: [...reader.notes, ...notes, ...odd],
    };
  } catch (error) {
    await sink.discard();
    throw error;
  }
}

type Take = (columns: readonly (readonly Cell[])[], from: number, count: number) => void;
type Taken = Take & { problem(): DataNote | null };

/** Writes one feature of each row to its place among `width`, where there is room for the row. */
function numbersOf({ name, kind, names = [] }: ColumnSettings, place: number | null, { decimalComma }: CellReader, room: Room, at: number, width: number): Taken {
  const codes = new Map(names.map((one, code) => [one, code]));
  const { number } = columnKindOf(kind);
  let [odd, first] = [0, ''];
  const take: Take = (columns, from, count) => {
    const cells = place === null ? null : columns[place]!;
    const { values, first: top } = room;
    for (let i = 0; i < count; i++) {
      const cell = cells ? cells[i]! : null;
      const to = (from - top + i) * width + at;
      if (!number) {
        const code = codes.get(cell as string);
        values[to] = code ?? (isMissing(cell) ? names.length : (codes.get(textOf(cell)) ?? names.length));
        continue;
      }
      const value = number(cell, decimalComma);
      values[to] = value;
      // Also of a number that 32 bits cannot hold, nothing is left to learn from.
      if (!Number.isFinite(values[to])) values[to] = Number.NaN;
      if (Number.isNaN(values[to]!) && !isMissing(cell)) {
        if (odd++ === 0) first = `row ${from + i + 1}: ${textOf(cell).slice(0, 40)}`;
      }
    }
  };
  const problem = (): DataNote | null => (odd === 0 ? null : { text: `Column ${name}: ${odd.toLocaleString('en')} ${odd === 1 ? 'cell is' : 'cells are'} no finite number, and ${odd === 1 ? 'counts' : 'count'} as missing (${first}).` });
  return Object.assign(take, { problem });
}

function sideOf({ name, kind, names = [] }: ColumnSettings, place: number | null, rows: number, { decimalComma }: CellReader): { readonly column: SideColumn; readonly take: Take } | null {
  if (place === null) return null;
  const { kept, number } = columnKindOf(kind);
  if (kept === 'numbers') {
    const values = new Float64Array(rows);
    return { column: { name, kind: 'date', values }, take: (columns, from, count) => { for (let i = 0; i < count; i++) values[from + i] = number!(columns[place]![i]!, decimalComma); } };
  }
  if (kept === 'codes') {
    const { labels, names: all, take } = labelsFor({ name, kind, names }, place, rows);
    return { column: { name, kind: 'group', values: labels, names: all }, take };
  }
  const values: string[] = [];
  return { column: { name, kind: 'text', values }, take: (columns, from, count) => { for (let i = 0; i < count; i++) values[from + i] = ownText(textOf(columns[place]![i]!)); } };
}
