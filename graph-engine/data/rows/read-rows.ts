/** The ways to the numbers of a table, which may stand in memory or in a file: some rows, all of them in turn, or one column. */
import type { DataTable, Numbers } from '../table';
import { sizeOf } from '../../document/shape';
import { blocksOf } from './blocks';
import { fileOf, isInMemory } from './in-memory';
import { numbersFor } from './row-file';

/** Rows of a table and where they are among `values`: the table itself, or a copy of those that were asked for, which holds until the next are. */
export function rowsAt(table: DataTable, items: ArrayLike<number>): { readonly values: Numbers; readonly items: ArrayLike<number> } {
  if (isInMemory(table)) return { values: table.values, items };
  return { values: blocksOf(fileOf(table)!).gathered(items), items: numbered(items.length) };
}
let numbers = new Uint32Array(0);
/** 0, 1, 2, … */
function numbered(count: number): Uint32Array {
  if (numbers.length < count) numbers = Uint32Array.from({ length: count }, (_, i) => i);
  return numbers.subarray(0, count);
}

/** Numbers that are read at a time. */
const CHUNK = 2 ** 20;

/** All rows, some at a time; `values` holds them until the next are asked for. */
export function* rowChunks(table: DataTable): Generator<{ readonly first: number; readonly count: number; readonly values: Numbers }> {
  if (isInMemory(table)) {
    yield { first: 0, count: table.count, values: table.values };
    return;
  }
  const file = fileOf(table)!;
  const most = Math.max(1, Math.floor(CHUNK / file.width));
  const buffer = numbersFor(file.precise, most * file.width);
  for (let first = 0; first < table.count; first += most) {
    const count = Math.min(most, table.count - first);
    const values = buffer.subarray(0, count * file.width);
    file.read(first, values);
    yield { first, count, values };
  }
}

/** One column: its number of row i is `values[i * stride + offset]`. */
export interface Column {
  readonly values: Numbers;
  readonly stride: number;
  readonly offset: number;
}
/** Numbers of columns that are kept at once. */
const COLUMN_NUMBERS = 2 ** 23;

/** Of a table in a file, several columns are read in one pass: ask for them in their order. */
export function columnReader(table: DataTable): (column: number) => Column {
  const width = sizeOf(table.shape);
  if (isInMemory(table)) return (offset) => ({ values: table.values, stride: width, offset });
  const { precise } = fileOf(table)!;
  let [first, some]: [number, readonly Numbers[]] = [0, []];
  return (column) => {
    if (column < first || column >= first + some.length) {
      const room = Math.max(1, Math.floor(COLUMN_NUMBERS / Math.max(1, table.count)));
      [first, some] = [column, Array.from({ length: Math.min(room, width - column) }, () => numbersFor(precise, table.count))];
      for (const chunk of rowChunks(table)) {
        some.forEach((to, i) => {
          for (let row = 0, from = first + i; row < chunk.count; row++, from += width) to[chunk.first + row] = chunk.values[from]!;
        });
      }
    }
    return { values: some[column - first]!, stride: 1, offset: 0 };
  };
}
