/** The numbers of the rows of a table from one to before another; they share memory, or the file, with it. */
import type { DataTable } from '../table';
import { sizeOf } from '../../document/shape';
import { fileOf, isInMemory } from './in-memory';
import { HEAD_ROWS, numbersFor, type RowFile } from './row-file';

export function rowsFrom(table: DataTable, from: number, to: number): DataTable['values'] {
  const width = sizeOf(table.shape);
  if (isInMemory(table)) return table.values.subarray(from * width, to * width);
  const file = fileOf(table)!;
  const head = numbersFor(file.precise, Math.min(HEAD_ROWS, to - from) * width);
  file.read(from, head);
  const part: RowFile = { count: to - from, width, precise: file.precise, blockRows: file.blockRows, head, read: (first, into) => file.read(from + first, into) };
  return part;
}
