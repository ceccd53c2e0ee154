/** What stands at the end of a Parquet file: its columns, and where their values lie. */
import { parquetMetadata, parquetSchema, type FileMetaData, type SchemaElement, type SchemaTree } from 'hyparquet';
import { DataError } from '../data-error';
import type { ByteSource } from './definition';
import { expectColumns } from './table-limits';

export interface Footer {
  readonly metadata: FileMetaData;
  /** From the root to each column. */
  readonly paths: readonly SchemaTree[][];
}
const MOST_FOOTER = 64 << 20;
/** A number takes ten bytes; a run of bytes with the highest bit set that is as long takes a reader minutes. */
const MOST_RUN = 1 << 15;
const END = 8;

/** @throws DataError */
export async function readFooter(source: ByteSource): Promise<Footer> {
  const { name, size } = source;
  const fail = (found: string, cure: string): never => {
    throw new DataError(`${name}: expected a Parquet file, and found ${found}. ${cure}`);
  };
  const again = 'Download or copy it again.';
  if (size < 12) fail(`${size} bytes`, again);
  const end = await source.slice(size - END, size);
  const mark = String.fromCharCode(...end.subarray(4));
  if (mark === 'PARE') fail('one that is encrypted', 'Write it without encryption.');
  if (mark !== 'PAR1') fail('one without its end: it is cut off', again);
  const length = new DataView(end.buffer, end.byteOffset, END).getUint32(0, true);
  if (length > size - 12) fail(`one that claims ${length.toLocaleString('en')} bytes of description in ${size.toLocaleString('en')} bytes`, again);
  if (length > MOST_FOOTER) fail(`${length.toLocaleString('en')} bytes of description, more than ${MOST_FOOTER.toLocaleString('en')}`, 'Write it with larger row groups or fewer columns.');
  const bytes = (await source.slice(size - END - length, size)).slice();
  if (longestRun(bytes) > MOST_RUN) fail('a description that is broken', again);
  try {
    const metadata = parquetMetadata(bytes, { geoparquet: false });
    const root = parquetSchema(metadata);
    expectColumns(name, root.children.length);
    expectShape(metadata);
    for (const column of root.children) expectPlain(name, column);
    if (root.children.length === 0) fail('one without columns', 'Choose another file.');
    return { metadata, paths: root.children.map((column) => [root, column]) };
  } catch (error) {
    if (error instanceof DataError) throw error;
    return fail(`a description that is broken (${error instanceof Error ? error.message : String(error)})`, again);
  }
}

const isCount = (value: unknown): boolean => typeof value === 'bigint' && value >= 0n && value <= BigInt(Number.MAX_SAFE_INTEGER);
/** The parser takes fields of any kind where a file has them. @throws Error */
function expectShape({ schema, num_rows: rows, row_groups: groups }: FileMetaData): void {
  if (!schema.every(({ name }) => typeof name === 'string')) throw new Error('a column without a name');
  if (!isCount(rows) || groups.reduce((sum, { num_rows: count }) => sum + (isCount(count) ? count : -1n), 0n) !== rows) throw new Error('numbers of rows that do not add up');
  for (const { columns } of groups) {
    for (const { meta_data: chunk } of columns) {
      if (chunk === undefined) continue;
      const { path_in_schema: path, data_page_offset: data, dictionary_page_offset: dictionary = 0n, total_compressed_size: size, codec } = chunk;
      if (!isCount(data) || !isCount(dictionary) || !isCount(size) || typeof codec !== 'string' || !path.every((part) => typeof part === 'string')) throw new Error('a column whose place is not said');
    }
  }
}

function longestRun(bytes: Uint8Array): number {
  let [longest, run] = [0, 0];
  for (const byte of bytes) {
    run = byte < 128 ? 0 : run + 1;
    if (run > longest) longest = run;
  }
  return longest;
}

/** @throws DataError for a column whose cells are no single values */
function expectPlain(name: string, { children, element }: SchemaTree): void {
  const { repetition_type: repetition, type, converted_type: converted, logical_type: logical } = element;
  const what = (found: string, cure: string): DataError => new DataError(`${name}: expected columns of single values, and found ${found} in the column “${element.name}”. ${cure}`);
  if (children.length > 0 || repetition === 'REPEATED' || type === undefined) throw what('nested ones', 'Write its parts as columns of their own, or leave it out; arrays of numbers go into an NPY file.');
  // Newer programs write the one, older ones the other; the reader knows the older.
  if (converted === undefined && logical?.type === 'DECIMAL') Object.assign(element, { converted_type: 'DECIMAL', scale: logical.scale } satisfies Partial<SchemaElement>);
  if (converted === undefined && logical?.type === 'DATE') Object.assign(element, { converted_type: 'DATE' } satisfies Partial<SchemaElement>);
  const isText = type !== 'FIXED_LEN_BYTE_ARRAY' || converted === 'DECIMAL' || ['DECIMAL', 'UUID', 'FLOAT16'].includes(logical?.type ?? '');
  if (!isText || converted === 'BSON' || converted === 'INTERVAL' || logical?.type === 'GEOMETRY' || logical?.type === 'GEOGRAPHY' || logical?.type === 'VARIANT') {
    throw what(`values that are neither numbers, texts nor dates (${converted ?? logical?.type ?? 'bytes of fixed length'})`, 'Leave it out.');
  }
}
