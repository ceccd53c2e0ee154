/** Files as the user gives them, and what a format makes of them: a table of cells, arrays, pictures, or more files. */
import type { DataNote } from '../table';
import type { Layout } from './layout';

/** A file as the user gave it: from a drop, a dialog or the disk. */
export interface NamedBytes {
  /** As the user knows it, for messages; of a path the last part alone is kept. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Bytes that can be read in parts and again: a file on the disk or of a page, or bytes in memory. A file larger than memory is never held whole. */
export interface ByteSource {
  /** As the user knows it; of a folder or an archive with the path in it, such as `cats/7.png`. */
  readonly name: string;
  readonly size: number;
  /** Bytes from `from` to `to`, which is excluded. @throws DataError where they cannot be read */
  slice(from: number, to: number): Promise<Uint8Array>;
}

/** How the user's files are to be read. */
export interface ReadOptions {
  /** How the sides of an item lie in the file. */
  readonly layout?: Layout;
  /** Which column of several is the class, counted from 0. */
  readonly labelColumn?: number;
  /** Of a file with several arrays: the one that holds the items, and the one that holds their classes; else they are found by their sizes and names. */
  readonly array?: string;
  readonly labels?: string;
}

/** What is common to every format: one file per format, one line in the registry. */
interface FormatBase {
  readonly id: string;
  readonly title: string;
  /** Without the dot, in lower case. */
  readonly extensions: readonly string[];
  /** By the first bytes (at least 512, or all there are): what was written, whatever the name says. `name` decides only where bytes cannot, as for text. */
  recognises(start: Uint8Array, name: string): boolean;
}

/** A cell as its format holds it; text is for whoever asks to make a number or a date of. */
export type Cell = string | number | bigint | boolean | Date | null;
/** Some rows, by columns: `columns[c][row]`; as many as make some ten thousand cells. A text that is kept beyond its batch is copied by `ownText`. */
export interface CellBatch {
  readonly count: number;
  readonly columns: readonly (readonly Cell[])[];
  /** Bytes of the file that were read so far. */
  readonly read: number;
}
/** A table that is read in one pass, as often as it takes. `how` and `notes` may say more after a pass than before: they are asked, not copied. */
export interface CellReader {
  /** Null where the file names no columns. */
  readonly names: readonly string[] | null;
  readonly columns: number;
  /** How it was read, in the user's words, such as `CSV with semicolons, decimal commas, Latin-1, header`. */
  readonly how: string;
  readonly notes: readonly DataNote[];
  /** Numbers of its text are written with a comma. */
  readonly decimalComma: boolean;
  /** @throws DataError: the file, the line, what was expected, what was found, what to do */
  batches(signal?: AbortSignal): AsyncIterable<CellBatch>;
}
/** What the user says of a table where it is not to be guessed. */
export interface TableOptions {
  /** A blank stands for any number of blanks and tabs. */
  readonly delimiter?: string;
  readonly header?: boolean;
  readonly encoding?: string;
  readonly decimalComma?: boolean;
}
export interface TableFormat extends FormatBase {
  readonly gives: 'table';
  open(source: ByteSource, options: TableOptions): Promise<CellReader>;
}

/** Numbers of one array, first the items. 64-bit integers become numbers where they are exact, else that is told. */
export interface NumberArray {
  /** Within its file, such as `imgs`; the name of the file where there is only one. */
  readonly name: string;
  readonly shape: readonly number[];
  /** Row-major, whatever the file's order was. */
  readonly values: Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;
  readonly notes: readonly DataNote[];
}
export interface ArrayFormat extends FormatBase {
  readonly gives: 'arrays';
  /** @throws DataError */
  read(file: NamedBytes): Promise<readonly NumberArray[]>;
}

/** Pixels, row-major, channels last: 1 grey, 3 colour. What was transparent lies on black. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly pixels: Uint8Array | Uint16Array;
}
export interface PictureFormat extends FormatBase {
  readonly gives: 'pictures';
  /** Size from the header, before pixels are made. @throws DataError */
  size(file: NamedBytes): { readonly width: number; readonly height: number };
  /** One, or the frames of an animation. @throws DataError */
  read(file: NamedBytes): Promise<readonly Picture[]>;
}

/** What the header of a recording says, before its samples are read. */
export interface SoundHeader {
  /** Samples a second. */
  readonly rate: number;
  /** Samples of a channel. */
  readonly count: number;
  readonly channels: number;
  /** In the user's words, such as `16 bits, 2 channels, 44,100 Hz`. */
  readonly how: string;
  readonly notes: readonly DataNote[];
}
/** One channel, the mean of all that there are. */
export interface Recording {
  /** Samples a second. */
  readonly rate: number;
  /** From −1 to 1 as a rule; floats of a file may go beyond. */
  readonly samples: Float32Array;
}
export interface SoundFormat<H extends SoundHeader = SoundHeader> extends FormatBase {
  readonly gives: 'sounds';
  /** Of a file of any size, from a few bytes of it. @throws DataError, also for one that is too long */
  header(source: ByteSource): Promise<H>;
  /** @throws DataError */
  read(source: ByteSource, header: H): Promise<Recording>;
}

export interface ArchiveFormat extends FormatBase {
  readonly gives: 'files';
  /** What lies in it; names are paths in the archive that never lead out of it. `tell` hears what was noticed, such as two files of one name. @throws DataError */
  list(source: ByteSource, tell?: (note: DataNote) => void): Promise<readonly ByteSource[]>;
}
export type Format = TableFormat | ArrayFormat | PictureFormat | ArchiveFormat;
