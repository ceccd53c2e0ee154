import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { refusal, sourceOf, table } from '../../testing/whole-table';

type Columns = Parameters<typeof parquetWriteBuffer>[0]['columnData'];
type Options = Omit<Parameters<typeof parquetWriteBuffer>[0], 'columnData'>;
const file = (columnData: Columns, options: Options = {}): Uint8Array => new Uint8Array(parquetWriteBuffer({ columnData, ...options }));
const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

const kinds = (count: number): Columns => [
  { name: 'whole', data: many(count, (i) => i - 5), type: 'INT32' },
  { name: 'long', data: many(count, (i) => BigInt(i) * 3n), type: 'INT64' },
  { name: 'huge', data: many(count, (i) => 9_007_199_254_740_993n + BigInt(i)), type: 'INT64' },
  { name: 'real', data: many(count, (i) => i / 4), type: 'DOUBLE' },
  { name: 'gaps', data: many(count, (i) => (i % 3 === 0 ? null : i / 2)), type: 'DOUBLE', nullable: true },
  { name: 'text', data: many(count, (i) => `é ${i % 7}`), type: 'STRING' },
  { name: 'yes', data: many(count, (i) => i % 2 === 0), type: 'BOOLEAN' },
  { name: 'when', data: many(count, (i) => new Date(1_600_000_000_000 + 1000 * i)), type: 'TIMESTAMP' },
  { name: 'json', data: many(count, (i) => ({ i })), type: 'JSON' },
];
const row = (i: number): unknown[] => [i - 5, 3 * i, 9_007_199_254_740_993n + BigInt(i), i / 4, i % 3 === 0 ? null : i / 2, `é ${i % 7}`, i % 2 === 0, new Date(1_600_000_000_000 + 1000 * i), `{"i":${i}}`];

describe('cells of every kind', () => {
  const cases: Record<string, Options> = { 'one row group': {}, 'many row groups': { rowGroupSize: 700 }, 'small pages': { pageSize: 2000 }, 'not packed': { codec: 'UNCOMPRESSED' } };
  it.each(Object.entries(cases))('%s', async (_, options) => {
    const read = await table(file(kinds(10_000), options), {}, 'x.bin');
    expect(read.names).toEqual(['whole', 'long', 'huge', 'real', 'gaps', 'text', 'yes', 'when', 'json']);
    expect(read.rows).toEqual(many(10_000, row));
    expect(read.how).toMatch(/^Parquet, 10,000 rows in \d+ row group/);
  });
  it('decimals and days', async () => {
    const schema = [
      { name: 'root', num_children: 2 },
      { name: 'price', type: 'INT32', converted_type: 'DECIMAL', scale: 2, precision: 9, repetition_type: 'REQUIRED' },
      { name: 'day', type: 'INT32', converted_type: 'DATE', repetition_type: 'REQUIRED' },
    ] as const;
    const bytes = file([{ name: 'price', data: [1.25, -3] }, { name: 'day', data: [new Date('2020-02-29'), new Date(0)] }], { schema: [...schema] });
    expect((await table(bytes)).rows).toEqual([[1.25, new Date('2020-02-29')], [-3, new Date(0)]]);
  });
});

describe('what cannot be read', () => {
  const whole = file(kinds(50));
  const end = (length: number): Uint8Array => {
    const bytes = whole.slice();
    new DataView(bytes.buffer).setUint32(bytes.length - 8, length, true);
    return bytes;
  };
  it('nested columns are named', async () => {
    const schema = [
      { name: 'root', num_children: 1 },
      { name: 'points', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
    ] as const;
    expect(await refusal(file([{ name: 'points', data: [[1, 2], [3]] }], { schema: [...schema] }))).toMatch(/nested ones in the column “points”/);
  });
  it('an end that claims more than there is', async () => expect(await refusal(end(4_000_000_000))).toMatch(/claims 4,000,000,000 bytes of description in/));
  it('an end that claims 4 GB of a file that has them', async () => {
    const tail = end(4_000_000_000).slice(-8);
    const size = 10_000_000_000;
    const source = { name: 'x.parquet', size, slice: (from: number, to: number) => Promise.resolve(from === size - 8 ? tail : Uint8Array.from({ length: to - from }, (_, i) => whole[from + i] ?? 0)) };
    expect(await refusal(source)).toMatch(/4,000,000,000 bytes of description, more than 67,108,864/);
  });
  it('a broken description', async () => expect(await refusal(end(20))).toMatch(/a description that is broken/));
  it('a file that is cut off', async () => expect(await refusal(sourceOf(whole.subarray(0, whole.length - 100)))).toMatch(/without its end: it is cut off/));
});
