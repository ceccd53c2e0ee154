/** Tables in JSON: an object or an array of values a line, or one array of them. */
import { DataError } from '../data-error';
import type { DataNote } from '../table';
import { CellBatches } from './cell-batches';
import type { Cell, CellBatch, CellReader, TableFormat } from './definition';
import { JsonRows } from './json-rows';
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

interface Columns {
  readonly names: readonly string[] | null;
  readonly columns: number;
}
async function look(file: TextFile, isArray: boolean): Promise<Columns> {
  const { name } = file.source;
  const rows = new JsonRows(name);
  const keys = new Set<string>();
  let [count, width] = [0, -1];
  const put = (key: string): void => {
    if (!keys.has(key)) expectColumns(name, keys.add(key).size);
  };
  for await (const { values } of jsonTexts(file, isArray)) {
    // Rows of another kind or length than the first are told by the pass that reads.
    for (const value of values) {
      const array = rows.read(value, put);
      if (array && count === 0) width = array.length;
      if (array || ++count === LOOKED_AT) return found();
    }
  }
  return found();

  function found(): Columns {
    if (width <= 0 && keys.size === 0) throw new DataError(`${name}: expected rows of values, and found ${count === 0 && width < 0 ? 'none' : 'empty ones'}. Write one object a line.`);
    return width > 0 ? { names: null, columns: width } : { names: [...keys], columns: keys.size };
  }
}

async function* batches(file: TextFile, isArray: boolean, names: readonly string[] | null, columns: number, more: Map<string, number>, signal?: AbortSignal): AsyncGenerator<CellBatch, void> {
  const { name } = file.source;
  const gathered = new CellBatches(columns);
  const rows = new JsonRows(name);
  const places = new Map(names?.map((key, i) => [key, i]));
  let line = 0;
  let row: Cell[] = [];
  const put = (key: string, cell: Cell): void => {
    const place = places.get(key);
    if (place !== undefined) row[place] = cell;
    else if (names && !more.has(key)) more.set(key, line);
  };
  let last = 0;
  for await (const { values, read } of jsonTexts(file, isArray, signal)) {
    for (const value of values) {
      line = value.line;
      row = names ? names.map(() => null) : [];
      const array = rows.read(value, put);
      if ((array === null) !== (names !== null)) throw new DataError(`${at(name, line)}: expected ${names ? 'an object' : 'an array'} as in the rows before, and found ${names ? 'an array' : 'an object'}. Write all rows in one way.`);
      if (array && array.length !== columns) throw new DataError(`${at(name, line)}: expected ${columns} values as in the rows before, and found ${array.length}. Give each row as many; null is a missing value.`);
      const full = gathered.add(array ?? row, read);
      if (full) yield full;
    }
    last = read;
  }
  const rest = gathered.rest(last);
  if (rest) yield rest;
}
const at = (name: string, line: number): string => `${name}, line ${line.toLocaleString('en')}`;
