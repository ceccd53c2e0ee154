/** Files that are broken or made to break: each gives one message, or a table, and takes no memory for what it only claims. */
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { refusal, sourceOf, table, wholeOf } from '../../testing/whole-table';
import { DataError } from '../data-error';
import type { ByteSource } from './definition';

const MB = 1e6;
/** A file of `start` and then `then` over and over, made where it is read. */
const generated = (size: number, start: string, then: string): ByteSource => ({
  name: 'x.csv',
  size,
  slice(from, to) {
    const length = Math.min(to, size) - from;
    const head = Buffer.from(start.slice(from, from + length));
    const past = Math.max(0, from - start.length) % then.length;
    return Promise.resolve(new Uint8Array(Buffer.concat([head, Buffer.alloc(length - head.length, then.slice(past) + then.slice(0, past))])));
  },
});

describe('small and empty ones', () => {
  it('nothing', async () => expect(await refusal('')).toBe('x.csv: expected a table, and found an empty file. Choose another file, or write this one again.'));
  it('a header alone', async () => expect(await refusal('a,b,c\n')).toMatch(/^x\.csv: expected rows below the header, and found none \(its 3 columns: a, b, c\)\./));
  it('a comment alone', async () => expect(await refusal('# nothing\n# at all\n')).toBe('x.csv: expected rows of cells, and found none but comments. Choose the file with the data.'));
  it('one row', async () => expect(await table('1,2,x')).toMatchObject({ names: null, columns: 3, rows: [['1', '2', 'x']] }));
  it('one row below a header', async () => expect(await table('a,b\n1,2')).toMatchObject({ names: ['a', 'b'], rows: [['1', '2']] }));
  it('one cell', async () => expect(await table('7')).toMatchObject({ columns: 1, rows: [['7']] }));
  it('a header alone that is said to be none', async () => expect(await table('a,b,c\n', { header: false })).toMatchObject({ rows: [['a', 'b', 'c']] }));
});

describe('large ones', () => {
  it('50,000 columns', async () => {
    const wide = Array.from({ length: 50_000 }, (_, i) => `c${i}`).join(',');
    expect(await refusal(`${wide}\n${wide}\n`)).toBe('x.csv: expected at most 4,096 columns, and found 50,000. Save it as an array: an NPY file has no such limit.');
    expect(await refusal(`{${Array.from({ length: 5000 }, (_, i) => `"k${i}":1`).join(',')}}`)).toMatch(/at most 4,096 columns/);
    expect(await refusal(`a,b\n1,2\n${'1,'.repeat(50_000)}\n`)).toMatch(/^x\.csv, line 3: expected 2 cells, and found 50,001/);
  });

  const lines: Record<string, readonly [start: string, then: string, said: RegExp]> = {
    'of cells': ['', '1,', /^x\.csv, line 1: expected a row of at most 16,777,216 characters, and found a longer one \(“1,1,/],
    'below a table': ['a,b\n1,2\n', '1,', /^x\.csv, line 3: expected a row of at most 16,777,216 characters/],
    'in a quote that is never closed': ['a,b\n1,2\n3,"', '4,5\n', /^x\.csv, line 3: expected a row of at most 16,777,216 characters.*If a quote opens in it that is never closed, close it/],
    'in JSON': ['[', '[1,2', /^x\.csv, line 1: expected values of at most 16,777,216 characters/],
    'in JSON lines': ['{"a":1}\n{"a":"', 'xyz', /^x\.csv, line 2: expected values of at most 16,777,216 characters/],
  };
  it.each(Object.entries(lines))('a line of 100 MB %s', async (_, [start, then, said]) => {
    const before = process.memoryUsage().rss;
    expect(await refusal(generated(100 * MB, start, then))).toMatch(said);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * MB);
  });
  it('a cell of more than a megabyte', async () => expect(await refusal(`a,b\n1,2\n3,${'x'.repeat(1_100_000)}\n`)).toMatch(/^x\.csv, line 3: expected cells of at most 1,048,576 characters, and found one of 1,100,000 in column 2/));
  it('zeros for ever', async () => expect(await refusal(generated(1e12, '', '\0'))).toMatch(/bytes that are no text/));
});

describe('cut off and damaged', () => {
  const rows = `a,b\n${Array.from({ length: 40_000 }, (_, i) => `${i},${(i * 7919) % 1000}`).join('\n')}\n`;
  const packed = new Uint8Array(gzipSync(rows));
  it('gzip is read as what it holds', async () => expect((await wholeOf(sourceOf(packed, 'x.bin'))).rows).toHaveLength(40_000));
  it('gzip that is cut off', async () => expect(await refusal(packed.subarray(0, packed.length - 1000))).toMatch(/^x\.csv: expected a whole gzip file, and found one that is broken or cut off \(after [\d,]+ unpacked bytes/));
  it('gzip whose checksum is another', async () => expect(await refusal(packed.with(packed.length - 6, packed.at(-6)! ^ 1))).toMatch(/length or checksum/));
});

/** The same numbers each time; a seed is printed with what fails. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
function mutated(bytes: Uint8Array, seed: number): Uint8Array {
  const next = random(seed);
  const at = (): number => Math.floor(next() * bytes.length);
  let changed = bytes.slice();
  for (let count = 1 + Math.floor(next() * 4); count > 0; count--) {
    const kind = next();
    if (kind < 0.5) changed[at() % changed.length] = Math.floor(next() * 256);
    else if (kind < 0.7) changed[at() % changed.length]! ^= 1 << Math.floor(next() * 8);
    else if (kind < 0.8) changed = changed.slice(0, Math.max(1, at()));
    else {
      const [from, to, length] = [at(), at(), Math.floor(next() * 20)];
      changed = new Uint8Array(Buffer.concat([changed.subarray(0, from), changed.subarray(to, to + length), changed.subarray(kind < 0.9 ? from : from + length)]));
    }
  }
  return changed;
}

const numbers = Array.from({ length: 300 }, (_, i) => (i * 7919) % 1000);
const quoted = `id,"a b",when,kind\r\n${numbers.map((n, i) => `${i},"${n / 8}",2020-01-0${(i % 9) + 1},"x ""${n % 5}"", é"`).join('\r\n')}\r\n`;
const json = numbers.map((n, i) => ({ i, n: n / 8, text: `é ${n % 5}`, yes: n % 2 === 0, o: { p: null } }));
const columnData = [
  { name: 'i', data: numbers, type: 'INT32' },
  { name: 'n', data: numbers.map((n) => (n % 3 ? n / 8 : null)), type: 'DOUBLE', nullable: true },
  { name: 'text', data: numbers.map((n) => `é ${n % 5}`), type: 'STRING' },
  { name: 'long', data: numbers.map(BigInt), type: 'INT64' },
  { name: 'yes', data: numbers.map((n) => n % 2 === 0), type: 'BOOLEAN' },
  { name: 'when', data: numbers.map((n) => new Date(1e9 * n)), type: 'TIMESTAMP' },
] as const;
const parquet = (codec: 'SNAPPY' | 'UNCOMPRESSED'): Uint8Array => new Uint8Array(parquetWriteBuffer({ columnData: columnData.map((column) => ({ ...column, data: [...column.data] })), codec, rowGroupSize: 120 }));
const kinds: Record<string, Uint8Array> = {
  'CSV': Buffer.from(quoted),
  'numbers': Buffer.from(numbers.map((n) => `${n}\t${n / 7}\t${n % 3}`).join('\n')),
  'UTF-16': Buffer.from(`\uFEFF${quoted}`, 'utf16le'),
  'packed CSV': new Uint8Array(gzipSync(quoted)),
  'JSON lines': Buffer.from(json.map((row) => JSON.stringify(row)).join('\n')),
  'a JSON array': Buffer.from(JSON.stringify(json, null, 1)),
  'Parquet': parquet('SNAPPY'),
  'Parquet that is not packed': parquet('UNCOMPRESSED'),
};
const TRIALS = Number(process.env['HOURGLASS_MUTATIONS'] ?? 120);
const SEED = Number(process.env['HOURGLASS_SEED'] ?? 1);

it.each(Object.entries(kinds))(`%s, changed in ${TRIALS} ways, is a table or refused`, { timeout: 600_000 }, async (_, bytes) => {
  const whole = new Uint8Array(bytes);
  expect((await wholeOf(sourceOf(whole))).rows).toHaveLength(300);
  for (let seed = SEED; seed < SEED + TRIALS; seed++) {
    try {
      await wholeOf(sourceOf(mutated(whole, seed)));
    } catch (error) {
      if (!(error instanceof DataError)) throw new Error(`seed ${seed}: ${error instanceof Error ? error.stack : String(error)}`, { cause: error });
    }
  }
});
