/** Pages of the first version, which most programs write and the writer of the other tests does not; made here byte by byte. */
import type { ColumnMetaData, SchemaTree } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js';
import { serializeTCompactProtocol } from 'hyparquet-writer/src/thrift.js';
import { describe, expect, it } from 'vitest';
import type { Cell } from './definition';
import { ParquetColumn } from './parquet-column';

const [DATA, DICTIONARY] = [0, 2];
const [PLAIN, RLE, RLE_DICTIONARY] = [0, 3, 8];
interface Page {
  readonly kind: number;
  readonly body: readonly number[];
  readonly count: number;
  readonly encoding?: number;
  readonly claims?: { readonly size?: number; readonly plain?: number };
}
function pageOf({ kind, body, count, encoding = PLAIN, claims = {} }: Page): Uint8Array {
  const writer = new ByteWriter();
  const values = kind === DATA ? { field_5: { field_1: count, field_2: encoding, field_3: RLE, field_4: RLE } } : { field_7: { field_1: count, field_2: encoding } };
  serializeTCompactProtocol(writer, { field_1: kind, field_2: claims.plain ?? body.length, field_3: claims.size ?? body.length, ...values });
  return Uint8Array.from([...writer.getBytes(), ...body]);
}
const doubles = (...values: readonly number[]): number[] => [...new Uint8Array(Float64Array.from(values).buffer)];
const levels = (...runs: readonly number[]): number[] => [runs.length, 0, 0, 0, ...runs];

function column(pages: readonly Page[], rows: number, optional = true): ParquetColumn {
  const bytes = Uint8Array.from([80, 65, 82, 49, ...pages.flatMap((page) => [...pageOf(page)]), 0, 0, 0, 0, 80, 65, 82, 49]);
  const chunk = { type: 'DOUBLE', codec: 'UNCOMPRESSED', path_in_schema: ['x'], data_page_offset: 4n, total_compressed_size: BigInt(bytes.length - 12) } as unknown as ColumnMetaData;
  const leaf: SchemaTree = { children: [], count: 1, path: ['x'], element: { name: 'x', type: 'DOUBLE', repetition_type: optional ? 'OPTIONAL' : 'REQUIRED' } };
  const root: SchemaTree = { children: [leaf], count: 2, path: [], element: { name: 'root', num_children: 1 } };
  return new ParquetColumn({ name: 'x.parquet', size: bytes.length, slice: (from, to) => Promise.resolve(bytes.slice(from, to)) }, chunk, [root, leaf], rows);
}
const all = (pages: readonly Page[], rows: number, optional?: boolean): Promise<Cell[]> => column(pages, rows, optional).take(rows);

// 1 1 0 0 0, as a run of two and a run of three.
const gaps = levels(4, 1, 6, 0);
const dictionary: Page = { kind: DICTIONARY, body: doubles(0.5, 1.5), count: 2 };

describe('pages of the first version', () => {
  it('plain, missing values, and with a dictionary, taken across pages', async () => {
    const pages: Page[] = [dictionary, { kind: DATA, body: [...gaps, ...doubles(7, 8)], count: 5 }, { kind: DATA, body: [...levels(8, 1), 1, 3, 0b1010], count: 4, encoding: RLE_DICTIONARY }];
    const read = column(pages, 9);
    expect(await read.take(3)).toEqual([7, 8, null]);
    expect(await read.take(6)).toEqual([null, null, 0.5, 1.5, 0.5, 1.5]);
    await expect(read.take(1)).rejects.toThrow('the end of a column with 0 values missing');
  });
  it('without missing values', async () => expect(await all([{ kind: DATA, body: doubles(1, 2, 3), count: 3 }], 3, false)).toEqual([1, 2, 3]));
});

describe('pages that claim what they have not', () => {
  const plain: Page = { kind: DATA, body: doubles(1, 2), count: 2 };
  const billion = [0x80, 0xa8, 0xd6, 0xb9, 0x07];
  const cases: Record<string, readonly [pages: readonly Page[], rows: number, optional: boolean, said: RegExp]> = {
    'more values than the row group': [[{ ...plain, count: 2_000_000_000 }], 2, false, /a page of 2000000000 values, where at most 2 can be/],
    'more values than any page': [[{ ...plain, count: 2_000_000_000 }], 3_000_000_000, false, /at most 16777216 can be/],
    'more values than bytes': [[{ ...plain, count: 200 }], 200, false, /typed array|length|bounds/i],
    'more bytes than the column': [[{ ...plain, claims: { size: 1_000_000 } }], 2, false, /bytes after its column/],
    'gigabytes': [[{ ...plain, claims: { size: 2_000_000_000, plain: 2_000_000_000 } }], 2, false, /a page of 2000000000 bytes/],
    'a length of its own': [[{ ...plain, claims: { plain: 99 } }], 2, false, /does not match/],
    'a billion levels in five bytes': [[{ kind: DATA, body: [...levels(...billion, 1), ...doubles(1)], count: 2 }], 2, true, /a run of \d+ values, of 2 that are left/],
    'a billion of one value': [[dictionary, { kind: DATA, body: [1, ...billion, 1], count: 2, encoding: RLE_DICTIONARY }], 2, false, /a run of \d+ values, of 2 that are left/],
    'a place outside of the dictionary': [[dictionary, { kind: DATA, body: [2, 4, 3], count: 2, encoding: RLE_DICTIONARY }], 2, false, /a value that is not in its dictionary/],
    'fewer values than rows': [[plain], 3, false, /the end of a column with 1 values missing/],
  };
  it.each(Object.entries(cases))('%s', async (_, [pages, rows, optional, said]) => {
    await expect(all(pages, rows, optional)).rejects.toThrow(said);
  });
});
