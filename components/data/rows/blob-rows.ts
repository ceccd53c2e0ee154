/** Rows of a table in a file of the browser. Between a page and its workers what it is made of travels, without the bytes; `withRows` makes it whole again. */
import { DataError } from '@/graph-engine/data/data-error';
import { fileOf } from '@/graph-engine/data/rows/in-memory';
import type { RowFile, RowNumbers, RowShape } from '@/graph-engine/data/rows/row-file';
import type { DataTable } from '@/graph-engine/data/table';
import type { Access } from './access-handle';

/** Workers have it, pages do not. */
declare const FileReaderSync: new () => { readAsArrayBuffer(blob: Blob): ArrayBuffer };

interface Parts extends RowShape {
  readonly head: RowNumbers;
  readonly blob: Blob;
  /** Of the file in its folder. */
  readonly name: string;
}
export class BlobRows implements RowFile {
  readonly count: number;
  readonly width: number;
  readonly precise: boolean;
  readonly blockRows: number;
  readonly head: RowNumbers;
  readonly blob: Blob;
  readonly name: string;
  /** Where it is open: the shorter way to the same bytes. */
  access: Pick<Access, 'read' | 'close'> | null = null;

  constructor({ count, width, precise, blockRows, head, blob, name }: Parts) {
    [this.count, this.width, this.precise, this.blockRows, this.head, this.blob, this.name] = [count, width, precise, blockRows, head, blob, name];
  }
  private placeOf(first: number): number {
    return first * this.width * (this.precise ? 8 : 4);
  }
  private part(first: number, count: number): Blob {
    return this.blob.slice(this.placeOf(first), this.placeOf(first + count));
  }
  private numbersOf(bytes: ArrayBuffer): RowNumbers {
    return this.precise ? new Float64Array(bytes) : new Float32Array(bytes);
  }
  /** Of what was asked for ahead: by its first row, the bytes once they are here. */
  private readonly coming = new Map<number, ArrayBuffer | null>();

  /** For a `File` a browser takes milliseconds to answer, however little is read, and the steps go on meanwhile. */
  ahead(first: number, count: number): void {
    if (this.access || this.coming.has(first)) return;
    this.coming.set(first, null);
    this.part(first, count)
      .arrayBuffer()
      .then(
        (bytes) => this.coming.has(first) && this.coming.set(first, bytes),
        () => this.coming.delete(first), // Who reads it is told.
      );
  }
  /** In a worker, which may wait. @throws DataError where the browser has let go of the file */
  read(first: number, into: RowNumbers): void {
    const here = this.coming.get(first);
    this.coming.delete(first);
    if (here?.byteLength === into.byteLength) return into.set(this.numbersOf(here));
    try {
      if (this.access?.read(into, { at: this.placeOf(first) }) === into.byteLength) return;
      into.set(this.numbersOf(new FileReaderSync().readAsArrayBuffer(this.part(first, into.length / this.width))));
    } catch (cause) {
      throw gone(cause);
    }
  }
  /** The same for a page. @throws DataError */
  async numbers(first: number, count: number): Promise<RowNumbers> {
    try {
      return this.numbersOf(await this.part(first, count).arrayBuffer());
    } catch (cause) {
      throw gone(cause);
    }
  }
}
const gone = (cause: unknown): DataError => new DataError('The rows of the table are no longer in this browser: its data were cleared, or another page did that. Reload the page, so that the file is read again.', { cause });

/** A table as it came in a message. */
export function withRows(table: DataTable): DataTable {
  const file = fileOf(table);
  return !file || file instanceof BlobRows ? table : { ...table, values: new BlobRows(file as unknown as Parts) };
}
