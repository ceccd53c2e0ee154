/** One column of a row group, page by page: no more than a page of it is held. */
import { compressors } from 'hyparquet-compressors';
import type { ColumnMetaData, DecodedArray, PageHeader, SchemaTree } from 'hyparquet';
import { parquetHeader, readPage } from 'hyparquet/src/column.js';
import { DEFAULT_PARSERS, convert } from 'hyparquet/src/convert.js';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { readRleBitPackedHybrid } from 'hyparquet/src/encoding.js';
import type { ByteSource, Cell } from './definition';
import { expectRuns, expectValues } from './parquet-runs';

/** A page is a megabyte as a rule; a header of one is some dozen bytes. */
const MOST_PAGE = 256 << 20;
const MOST_VALUES = 1 << 24;
const HEADER = 1 << 16;
const READ = 1 << 18;
const parsers = { ...DEFAULT_PARSERS, jsonFromBytes: DEFAULT_PARSERS.stringFromBytes };

export class ParquetColumn {
  /** Bytes of the file that were read. */
  read = 0;
  #dictionary: DecodedArray | undefined;
  #page: DecodedArray = [];
  #at = 0;
  #from: number;
  readonly #end: number;
  #window: Uint8Array = new Uint8Array(0);
  #windowAt = 0;
  #left: number;

  constructor(
    readonly source: ByteSource,
    readonly chunk: ColumnMetaData,
    readonly path: SchemaTree[],
    rows: number,
  ) {
    const data = Number(chunk.data_page_offset);
    const dictionary = Number(chunk.dictionary_page_offset ?? 0);
    this.#from = dictionary > 0 && dictionary < data ? dictionary : data;
    this.#end = this.#from + Number(chunk.total_compressed_size);
    this.#left = rows;
    if (this.#from < 4 || this.#end > source.size - 8 || this.#end < this.#from) throw new Error(`a column in bytes ${this.#from} to ${this.#end} of ${source.size}`);
  }

  /** @throws Error for what is broken */
  async take(count: number): Promise<Cell[]> {
    const cells: Cell[] = [];
    while (cells.length < count) {
      if (this.#at === this.#page.length) await this.#next();
      const end = Math.min(this.#page.length, this.#at + count - cells.length);
      for (; this.#at < end; this.#at++) cells.push(cellOf(this.#page[this.#at]));
    }
    return cells;
  }

  async #bytes(from: number, count: number): Promise<Uint8Array> {
    if (from + count > this.#end) throw new Error(`a page that ends ${from + count - this.#end} bytes after its column`);
    if (from < this.#windowAt || from + count > this.#windowAt + this.#window.length) {
      const to = Math.min(this.#end, from + Math.max(count, READ));
      this.#window = await this.source.slice(from, to);
      this.#windowAt = from;
      if (this.#window.length < to - from) throw new Error('fewer bytes than the file had when it was opened');
    }
    return this.#window.subarray(from - this.#windowAt, from - this.#windowAt + count);
  }

  /** The next page with values. */
  async #next(): Promise<void> {
    for (;;) {
      if (this.#from >= this.#end) throw new Error(`the end of a column with ${this.#left} values missing`);
      const start = await this.#bytes(this.#from, Math.min(HEADER, this.#end - this.#from));
      const reader = { view: viewOf(start), offset: 0 };
      const header = parquetHeader(reader);
      const { compressed_page_size: size, uncompressed_page_size: plain } = header;
      if (!(size >= 0 && plain >= 0 && size <= MOST_PAGE && plain <= MOST_PAGE)) throw new Error(`a page of ${size} bytes, ${plain} after unpacking`);
      const bytes = await this.#bytes(this.#from + reader.offset, size);
      this.#from += reader.offset + size;
      this.read += reader.offset + size;
      const decoder = { pathInSchema: this.chunk.path_in_schema, type: this.chunk.type, element: this.path.at(-1)!.element, schemaPath: this.path, codec: 'UNCOMPRESSED' as const, parsers };
      if (header.type === 'INDEX_PAGE') continue;
      if (header.type === 'DICTIONARY_PAGE') {
        expectCount(header.dictionary_page_header?.num_values, MOST_VALUES);
        const page = aligned(unpacked(bytes, plain, this.chunk.codec));
        const { data } = readPage({ view: viewOf(page), offset: 0 }, { ...header, compressed_page_size: page.length }, decoder, undefined, undefined, 0);
        this.#dictionary = data && convert(data, decoder);
        continue;
      }
      const { page, nulls, count } = this.#opened(bytes, header);
      if (count === 0) continue;
      const plainHeader = { ...header, compressed_page_size: page.length, uncompressed_page_size: page.length, ...(header.data_page_header_v2 ? { data_page_header_v2: { ...header.data_page_header_v2, is_compressed: false } } : {}) };
      const { data } = readPage({ view: viewOf(page), offset: 0 }, plainHeader, decoder, this.#dictionary, undefined, 0);
      if (data?.length !== count) throw new Error(`a page of ${data?.length ?? 0} values that should have ${count}`);
      expectNulls(data, nulls);
      this.#page = data;
      this.#at = 0;
      this.#left -= count;
      return;
    }
  }

  /** The page unpacked, and looked through so that it can be read without surprise. */
  #opened(bytes: Uint8Array, header: PageHeader): { readonly page: Uint8Array; readonly nulls: number; readonly count: number } {
    const optional = this.path.at(-1)!.element.repetition_type === 'OPTIONAL';
    const { data_page_header: v1, data_page_header_v2: v2 } = header;
    const count = (v1 ?? v2)?.num_values ?? -1;
    expectCount(count, Math.min(MOST_VALUES, this.#left));
    const { codec, type } = this.chunk;
    if (v1) {
      const page = aligned(unpacked(bytes, header.uncompressed_page_size, codec));
      const view = viewOf(page);
      const [nulls, from] = optional ? [missing(view, 4, count), 4 + view.getUint32(0, true)] : [0, 0];
      expectValues(view, from, v1.encoding, type, count - nulls);
      return { page, nulls, count };
    }
    if (!v2) throw new Error(`a page of an unknown kind (${header.type})`);
    const { repetition_levels_byte_length: repetition, definition_levels_byte_length: definition } = v2;
    const levels = repetition + definition;
    if (repetition !== 0 || definition < 0 || levels > bytes.length) throw new Error(`levels of ${repetition} and ${definition} bytes`);
    const plain = header.uncompressed_page_size - levels;
    const values = v2.is_compressed === false ? bytes.subarray(levels) : unpacked(bytes.subarray(levels), plain, codec);
    const page = new Uint8Array(levels + values.length);
    page.set(bytes.subarray(0, levels));
    page.set(values, levels);
    const nulls = optional ? missing(viewOf(page), 0, count) : 0;
    if (nulls !== v2.num_nulls) throw new Error(`${nulls} missing values where ${v2.num_nulls} are said`);
    expectValues(viewOf(page), levels, v2.encoding, type, count - nulls);
    return { page, nulls, count };
  }
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
/** Bytes of a buffer of their own: the reader looks at numbers in place, and would see beyond the page. */
const aligned = (bytes: Uint8Array): Uint8Array => (bytes.byteOffset === 0 && bytes.length === bytes.buffer.byteLength ? bytes : bytes.slice());

/** Nothing is not unpacked: what stands for it is no block that every decompressor knows. */
const unpacked = (bytes: Uint8Array, size: number, codec: ColumnMetaData['codec']): Uint8Array => (size === 0 ? new Uint8Array(0) : decompressPage(bytes, size, codec, compressors));

function expectCount(count: number | undefined, most: number): void {
  if (!(count !== undefined && count >= 0 && count <= most)) throw new Error(`a page of ${count} values, where at most ${most} can be`);
}

function missing(view: DataView, from: number, count: number): number {
  expectRuns(view, from, 1, count);
  const levels: number[] = Array.from({ length: count });
  readRleBitPackedHybrid({ view, offset: from }, 1, levels, view.byteLength - from);
  let nulls = 0;
  for (const level of levels) if (level === 0) nulls++;
  return nulls;
}

function cellOf(value: unknown): Cell {
  if (value === undefined) return null;
  if (typeof value === 'bigint' && value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER) return Number(value);
  return value as Cell;
}

function expectNulls(data: DecodedArray, nulls: number): void {
  let found = 0;
  for (let i = 0; i < data.length; i++) if (data[i] === undefined || data[i] === null) found++;
  if (found !== nulls) throw new Error(`${found} missing values where ${nulls} are said, or a value that is not in its dictionary`);
}
