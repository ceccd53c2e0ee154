/** How items are dealt out to training, validation and test. One file per way, one line in the registry. */
import type { Random } from '../../random/counter';
import type { Split } from '../split';
import type { DataTable, SideColumn } from '../table';

export interface Shares {
  /** Of the items that may be trained on. */
  readonly validation: number;
  readonly test: number;
}
export interface SplitContext {
  readonly table: DataTable;
  /** The items to deal out. */
  readonly items: Uint32Array;
  readonly shares: Shares;
  /** The column that it goes by, by item; empty where it goes by none. */
  readonly values: readonly (string | number)[];
  readonly random: Random;
}
export interface SplitDefinition {
  readonly title: string;
  readonly help: string;
  /** Whether it goes by a column of the table, or by the labels. */
  readonly by: 'nothing' | 'labels' | 'column';
  /** Columns that it goes by as a rule: the first of these, where none is named. */
  readonly usual?: SideColumn['kind'];
  deal(context: SplitContext): Split;
}
/** Parts that lie one after another. */
export function together(parts: readonly Split[]): Split {
  const all = (of: (part: Split) => Uint32Array): Uint32Array => Uint32Array.from(parts.flatMap((part) => [...of(part)]));
  return { train: all(({ train }) => train), validation: all(({ validation }) => validation), test: all(({ test }) => test) };
}
/** Items by their value, in the order in which values first come. */
export function grouped(items: Uint32Array, valueOf: (item: number) => string | number): Map<string | number, number[]> {
  const groups = new Map<string | number, number[]>();
  for (const item of items) {
    const value = valueOf(item);
    const group = groups.get(value);
    if (group) group.push(item);
    else groups.set(value, [item]);
  }
  return groups;
}
