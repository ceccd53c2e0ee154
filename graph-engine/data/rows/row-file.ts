/** Rows of numbers that stand in a file, of a table that is larger than memory; and what makes such a file, which Node and a browser do in their own ways. */

/** What a row is made of: 32 bits a number, or 64 where those lose what matters. */
export type RowNumbers = Float32Array | Float64Array;

export interface RowFile {
  readonly count: number;
  /** Numbers of a row. */
  readonly width: number;
  readonly precise: boolean;
  /** Rows that are read and shuffled together: blocks begin at multiples of it. */
  readonly blockRows: number;
  /** The first rows, for who shows a table without reading it. */
  readonly head: RowNumbers;
  /** Whole rows from `first` on, as many as `into` holds. @throws DataError where they cannot be read any more */
  read(first: number, into: RowNumbers): void;
  /** Where reading takes long for its answer to come: begins to read `count` rows that will be asked for soon, and comes back at once. */
  ahead?(first: number, count: number): void;
}
export interface RowWriter {
  /** Whole rows, after those before. @throws NoRoom */
  append(rows: RowNumbers): void;
  /** Every row is written. @throws NoRoom */
  done(head: RowNumbers): RowFile | Promise<RowFile>;
  /** Nothing is left of it. */
  discard(): void | Promise<void>;
}
export type RowShape = Pick<RowFile, 'count' | 'width' | 'precise' | 'blockRows'>;

/** Where rows may be kept outside memory. */
export interface RowFiles {
  /** Numbers of a table above which its rows are kept in a file; `MOST_IN_MEMORY` where it is left out. */
  readonly above?: number;
  /** @throws NoRoom */
  create(shape: RowShape): RowWriter | Promise<RowWriter>;
}
/** The rows cannot be kept in a file: `message` says why, as the end of a sentence. */
export class NoRoom extends Error {
  override readonly name = 'NoRoom';
}

/** 256 MiB of them: of more, prepared rows are not kept in memory either. */
export const MOST_IN_MEMORY = 2 ** 26;
/** Of a block: large enough that reading it costs no more than its bytes, and small enough that one between two steps is not noticed. */
const BLOCK_BYTES = 2 ** 20;
/** Rows that are kept in memory beside the file. */
export const HEAD_ROWS = 1000;

export const numbersFor = (precise: boolean, length: number): RowNumbers => (precise ? new Float64Array(length) : new Float32Array(length));
export const blockRowsFor = (width: number, precise: boolean): number => Math.max(1, Math.floor(BLOCK_BYTES / (width * (precise ? 8 : 4))));
