/** Tables in text: cells parted by commas, semicolons, tabs, bars or blanks. Nothing of the file is held but the rows at hand. */
import { DataError } from '../data-error';
import { CellBatches } from './cell-batches';
import { blocks } from './csv-lines';
import { openSample, type Sample } from './csv-sample';
import type { CellBatch, CellReader, TableFormat } from './definition';
import { MOST_COLUMNS, shown } from './table-limits';
import { TextFile } from './text';
import { foreignKind } from './text-encoding';
import { unpackedStart } from './unpacked';

export const csv: TableFormat = {
  id: 'csv',
  title: 'CSV, TSV and other tables in text',
  extensions: ['csv', 'tsv', 'tab', 'txt', 'data', 'dat', 'tra', 'tes', 'test', 'train'],
  gives: 'table',
  recognises(start, name) {
    const bytes = unpackedStart(start);
    return bytes.length > 0 && foreignKind(bytes, name) === null;
  },
  async open(source, options): Promise<CellReader> {
    const file = await TextFile.open(source, options.encoding);
    const sample = await openSample(file, options);
    return {
      names: sample.names,
      columns: sample.columns,
      decimalComma: sample.decimalComma,
      get how() {
        return sample.how();
      },
      get notes() {
        return [...file.notes, ...sample.notes];
      },
      batches: (signal) => batches(file, sample, signal),
    };
  },
};

async function* batches(file: TextFile, sample: Sample, signal?: AbortSignal): AsyncGenerator<CellBatch, void> {
  const { columns, padded, dialect } = sample;
  const gathered = new CellBatches(columns);
  let isFirst = sample.names !== null && sample.isFirstRow;
  let read = 0;
  for await (const { rows, line, lineOf, read: now } of blocks(file, dialect, signal)) {
    read = now;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      if (isFirst) {
        isFirst = false;
        continue;
      }
      if (row.length !== columns && !(row.length === columns - 1 && padded) && !(row.length === columns + 1 && row[columns] === '')) {
        throw new DataError(ragged(file, sample, row, line + lineOf(i)));
      }
      const full = gathered.add(row, read);
      if (full) yield full;
    }
  }
  const rest = gathered.rest(read);
  if (rest) yield rest;
}

function ragged(file: TextFile, { columns, names, isFirstRow }: Sample, row: readonly string[], line: number): string {
  const where = `${file.source.name}, line ${line.toLocaleString('en')}`;
  if (row.length > MOST_COLUMNS) return `${where}: expected ${columns} cells, and found ${row.length.toLocaleString('en')}. A line's end may be missing there.`;
  const like = names && isFirstRow ? 'as the header has' : 'as most rows have';
  const cure =
    row.length > columns ? 'If a cell holds what parts cells, put it in quotes; else take out what is too much.' : 'Add what is missing (an empty cell is a missing value), or take the line out; before text that is no row, put a #.';
  return `${where}: expected ${columns} cells, ${like}, and found ${row.length} (${shown(row.join(' '))}). ${cure}`;
}
