/** Items as they were read or made, before anything is done to their numbers. */
import type { DataRange } from '../document/port-type';
import type { Layout } from './formats/layout';
import type { RowFile } from './rows/row-file';
import type { LogMelSettings } from './sounds/log-mel';
import type { TextOfTable } from './text/token-table';

/** How whole numbers were written in a file. */
export interface IntegerType {
  readonly bits: 8 | 16 | 32;
  readonly signed: boolean;
}

/** One class per item, in the narrowest type that holds the largest. */
export type Labels = Uint8Array | Uint16Array;

export interface ArrayOfFile {
  /** As `ReadOptions` name it. */
  readonly name: string;
  readonly shape: readonly number[];
}
/** Of a file with several arrays: which were taken, and which others may hold the items, or their classes. */
export interface ArraysThere {
  readonly items: readonly ArrayOfFile[];
  readonly labels: readonly ArrayOfFile[];
  readonly taken: { readonly items: string; readonly labels: string | null };
}

/** What a reader noticed about files, or chose for the user: told wherever the data are taken. */
export interface DataNote {
  /** With the name of the file, and what can be done. */
  readonly text: string;
  /** How the items could be turned: the layout that they may have, and the shape that they then get. */
  readonly turn?: { readonly layout: Layout; readonly shape: readonly number[] };
  /** The labels have several columns. */
  readonly column?: { readonly of: number; readonly chosen: number };
  /** Other arrays could be taken. */
  readonly arrays?: ArraysThere;
}

/** A column whose values are fed: what one number of a row stands for. */
export interface FeatureColumn {
  readonly name: string;
  /** Numbers stand as in the file; of a category the number is the place of its name, or their count where it is another. */
  readonly kind: 'number' | 'category';
  readonly names?: readonly string[];
}
/** A column that is known of the items, and no part of them: an identifier, a date, a group. */
export interface SideColumn {
  readonly name: string;
  readonly kind: 'text' | 'date' | 'group';
  /** Texts, milliseconds since 1970, or places among `names`. */
  readonly values: readonly string[] | Float64Array | Labels;
  /** Of a group. */
  readonly names?: readonly string[];
}

/** Of items that are recordings: what their frames were made with, and their sound. */
export interface SoundItems {
  readonly settings: LogMelSettings;
  /** At the rate of the settings, from −32,768 to 32,767, each item's from `from` to before `to`; null where there is too much of it to be kept. */
  readonly wave: { readonly samples: Int16Array; readonly from: Uint32Array; readonly to: Uint32Array } | null;
}

/** Numbers in memory. */
export type Numbers = Float32Array | Float64Array | Uint8Array;

export interface DataTable {
  readonly name: string;
  /** Without the batch dimension, channels last. */
  readonly shape: readonly number[];
  readonly range: DataRange;
  readonly count: number;
  /** count × size(shape), row-major; a value is `values[i] * scale`. In a file where they are more than memory should hold: `rows/` reads both. */
  readonly values: Numbers | RowFile;
  readonly scale: number;
  /** Of items that are tokens: what their whole numbers stand for. */
  readonly text?: TextOfTable;
  /** Of a file that holds whole numbers. */
  readonly integers?: IntegerType;
  /** One class per item. */
  readonly labels: Labels | null;
  readonly labelNames: readonly string[] | null;
  /** The column that the labels were, where they were one of a table. */
  readonly labelColumn?: string;
  /** Known factors of variation, one row of `names.length` numbers per item. */
  readonly factors: { readonly names: readonly string[]; readonly values: Float32Array } | null;
  /** Of a table of columns: one for each number of a row, which is NaN where nothing was measured. */
  readonly columns?: readonly FeatureColumn[];
  readonly beside?: readonly SideColumn[];
  /** Of sequences: how many of the places of each item hold something; padding follows. */
  readonly lengths?: Uint16Array | Uint32Array;
  readonly sound?: SoundItems;
  /** Of files. */
  readonly notes?: readonly DataNote[];
}
/** One that is read whole, as pictures, arrays and small tables are. */
export interface MemoryTable extends DataTable {
  readonly values: Numbers;
}
