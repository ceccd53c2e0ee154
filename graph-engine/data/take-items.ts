/** Some of the items of a table with all that is known of them. They share memory with the table. */
import { rowsFrom } from './rows/rows-from';
import { isInMemory } from './rows/in-memory';
import type { DataTable, SideColumn, SoundItems } from './table';

/** Items `from` to before `to`. */
export function itemsBetween<T extends DataTable>(table: T, from: number, to: number): T {
  const { factors, beside, lengths, sound } = table;
  const side = (column: SideColumn): SideColumn => ({ ...column, values: column.values.slice(from, to) });
  const waves = ({ settings, wave }: SoundItems): SoundItems => ({ settings, wave: wave && { samples: wave.samples, from: wave.from.slice(from, to), to: wave.to.slice(from, to) } });
  return {
    ...table,
    count: to - from,
    // Of a file, the first rows are those that are counted.
    values: isInMemory(table) || from > 0 ? rowsFrom(table, from, to) : table.values,
    labels: table.labels?.subarray(from, to) ?? null,
    ...(beside && { beside: beside.map(side) }),
    ...(lengths && { lengths: lengths.subarray(from, to) }),
    ...(sound && { sound: waves(sound) }),
    factors: factors && { names: factors.names, values: factors.values.subarray(from * factors.names.length, to * factors.names.length) },
  };
}

/** The first `count` items of a table; all of them for 0 or when there are no more. */
export const takeItems = <T extends DataTable>(table: T, count: number): T => (count === 0 || count >= table.count ? table : itemsBetween(table, 0, count));
