/** Tables in JSON: an object or an array of values a line, or one array of them. */
import { DataError } from '../data-error';
import type { DataNote } from '../table';
import { CellBatches } from './cell-batches';
import type { CellBatch, CellReader, TableFormat } from './definition';
import { jsonRow } from './json-rows';
import { jsonTexts } from './json-texts';
import { expectColumns } from './table-limits';
import { TextFile } from './text';
import { startAsUtf8 } from './text-encoding';
import { textKind } from './text-kind';
import { unpackedStart } from './unpacked';

/** Rows whose keys make the columns. */
const LOOKED_AT = 1000;
const KEYS_TOLD = 5;

export const jsonl: TableFormat = {
  id: 'jsonl',
  title: 'JSON lines',
  extensions: ['jsonl', 'ndjson', 'json'],
  gives: 'table',
  recognises: (start) => textKind(startAsUtf8(unpackedStart(start))) === 'JSON',
  async open(source, { encoding }): Promise<CellReader> {
    const file = await TextFile.open(source, encoding);
    const isArray = await isOneArray(file);
    const { names, columns } = await look(file, isArray);
    expectColumns(source.name, columns);
    const more = new Map<string, number>();
    return {
      names,
      columns,
      decimalComma: false,
      get how() {
        return `${isArray ? 'one JSON array' : 'JSON lines'} of ${names ? 'objects' : 'arrays'}, ${file.encoding}`;
      },
      get notes(): readonly DataNote[] {
        const keys = [...more].slice(0, KEYS_TOLD).map(([key, line]) => `“${key}” (line ${line.toLocaleString('en')})`);
        const note = { text: `${source.name}: keys that come only after the first ${LOOKED_AT.toLocaleString('en')} rows are left out: ${keys.join(', ')}${more.size > KEYS_TOLD ? ', …' : ''}.` };
        return more.size > 0 ? [...file.notes, note] : file.notes;
      },
      batches: (signal) => batches(file, isArray, names, columns, more, signal),
    };
  },
};

/** One array of rows, not a first row that is an array: then another bracket or brace follows, and the first does not close on its line. */
async function isOneArray(file: TextFile): Promise<boolean> {
  let text = '';
  for await (const piece of file.pieces()) {
    text += piece.text;
    if (text.trimStart().length > 2) break;
  }
  const start = text.trimStart();
  return /^\[\s*[[{]/.test(start) || /^\[\s*\]\s*$/.test(start);
}

async function look(file: TextFile, isArray: boolean): Promise<{ readonly names: readonly string[] | null; readonly columns: number }> {
  const { name } = file.source;
  const keys = new Set<string>();
  let [rows, width] = [0, -1];
  for await (const value of jsonTexts(file, isArray)) {
    const row = jsonRow(name, value);
    // Rows of another kind or length than the first are told by the pass that reads.
    if (Array.isArray(row)) {
      if (rows === 0) width = row.length;
      break;
    }
    for (const key of (row as ReadonlyMap<string, unknown>).keys()) keys.add(key);
    expectColumns(name, keys.size);
    if (++rows === LOOKED_AT) break;
  }
  if (width <= 0 && keys.size === 0) throw new DataError(`${name}: expected rows of values, and found ${rows === 0 && width < 0 ? 'none' : 'empty ones'}. Write one object a line.`);
  return width > 0 ? { names: null, columns: width } : { names: [...keys], columns: keys.size };
}

async function* batches(file: TextFile, isArray: boolean, names: readonly string[] | null, columns: number, more: Map<string, number>, signal?: AbortSignal): AsyncGenerator<CellBatch, void> {
  const { name } = file.source;
  const gathered = new CellBatches(columns);
  const places = new Map(names?.map((key, i) => [key, i]));
  let read = 0;
  for await (const value of jsonTexts(file, isArray, signal)) {
    read = value.read;
    const row = jsonRow(name, value);
    const where = `${name}, line ${value.line.toLocaleString('en')}`;
    if (Array.isArray(row) === (names !== null)) throw new DataError(`${where}: expected ${names ? 'an object' : 'an array'} as in the rows before, and found ${names ? 'an array' : 'an object'}. Write all rows in one way.`);
    let cells = row as readonly (CellBatch['columns'][number][number])[];
    if (names) {
      const byName = row as ReadonlyMap<string, (typeof cells)[number]>;
      cells = names.map((key) => byName.get(key) ?? null);
      for (const key of byName.keys()) if (!places.has(key) && !more.has(key)) more.set(key, value.line);
    } else if (cells.length !== columns) {
      throw new DataError(`${where}: expected ${columns} values as in the rows before, and found ${cells.length}. Give each row as many; null is a missing value.`);
    }
    const full = gathered.add(cells, read);
    if (full) yield full;
  }
  const rest = gathered.rest(read);
  if (rest) yield rest;
}
