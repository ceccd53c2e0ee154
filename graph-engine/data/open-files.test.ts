import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DataError } from './data-error';
import type { ByteSource } from './formats/definition';
import { parseReading, printReading } from './file-reading';
import { openFiles } from './open-files';

const file = (name: string, bytes: Uint8Array | string): ByteSource => {
  const all = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  return { name, size: all.length, slice: (from, to) => Promise.resolve(all.subarray(from, to)) };
};
const picture = (value: number): Uint8Array => new Uint8Array([...new TextEncoder().encode('P5 2 2 255\n'), value, 0, 0, value]);
const npy = (): Uint8Array => {
  const head = "{'descr': '|u1', 'fortran_order': False, 'shape': (3, 2, 2), }".padEnd(117, ' ') + '\n';
  return new Uint8Array([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, 118, 0, ...new TextEncoder().encode(head), ...Array.from({ length: 12 }, (_, i) => 20 * i)]);
};
const idx = (): Uint8Array => new Uint8Array([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4]);
const table = 'a,b\n1,2\n3,4\n5,6\n';

describe('files are taken for what they hold', () => {
  it.each([
    ['x.txt', table, 'table', [2], 3],
    ['x.txt', 'Once there was a king.\nHe had a daughter, who was very wise.\n', 'text', [10], 2],
    ['notes', 'so much depends\nupon\na red wheel\n', 'text', [3], 3],
    ['x.txt', '1 2 3\n4 5 6\n7 8 9\n', 'table', [3], 2],
    ['x.txt', 'a\tb\nx\t1\ny\t2\n', 'table', [1], 2],
    ['x.csv', npy(), 'arrays', [2, 2, 1], 3],
    ['x.png', picture(9), 'pictures', [2, 2, 1], 1],
    ['x.npy', idx(), 'arrays', [1, 2, 1], 2],
    ['a.zip', zipSync({ 'cats/1.pgm': picture(1), 'dogs/2.pgm': picture(2), 'dogs/3.pgm': picture(3) }), 'pictures', [2, 2, 1], 3],
    ['b.zip', zipSync({ 'data/x.csv': new TextEncoder().encode(table) }), 'table', [2], 3],
    ['c', zipSync({ 'x.npy': npy() }), 'arrays', [2, 2, 1], 3],
  ] as const)('%s', async (name, bytes, kind, shape, count) => {
    const opened = await openFiles([file(name, bytes)]);
    expect([opened.kind, opened.table.shape, opened.table.count]).toEqual([kind, shape, count]);
  });
  it('classes come from folders', async () => {
    const { table: pictures } = await openFiles([file('cats/1.pgm', picture(1)), file('dogs/2.pgm', picture(2)), file('README', 'about')]);
    expect([[...pictures.labels!], pictures.labelNames, pictures.notes!.some(({ text }) => /README/.test(text))]).toEqual([[0, 1], ['cats', 'dogs'], true]);
  });
  it('an array or a table beside other files is taken, and they are named', async () => {
    const { table: items } = await openFiles([file('x.npy', npy()), file('notes.md', '# about')]);
    expect(items.notes!.map(({ text }) => text)).toContain('Not used: notes.md.');
  });
  it('progress goes from nothing to all of it', async () => {
    const shares: number[] = [];
    await openFiles([file('x.csv', table)], { onProgress: (share) => shares.push(share) });
    expect(shares.every((share, i) => share >= (shares[i - 1] ?? 0) && share <= 1)).toBe(true);
    expect(shares.at(-1)).toBeGreaterThan(0.9);
  });
});

it.each([
  ['none', [], /Expected a file, and found none at all/],
  ['an empty one', [file('x.csv', '')], /x\.csv: expected data, and found an empty file\. Choose/],
  ['bytes of nothing', [file('x.bin', new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 250, 251]))], /x\.bin: expected a table .*pictures .*or an array/],
  ['a PDF', [file('x.csv', '%PDF-1.7\n%âãÏÓ\n')], /x\.csv: expected a table .*PDF/],
  ['two tables', [file('a.csv', table), file('b.csv', table)], /Expected one table, and found 2 \(a\.csv, b\.csv\)\. Choose/],
  ['an empty archive', [file('a.zip', zipSync({}))], /a\.zip: expected files in the archive, and found none/],
  ['a path that leads out of an archive', [file('a.zip', zipSync({ '../x.csv': new TextEncoder().encode(table) }))], /a\.zip/],
] as const)('refuses %s', async (_, files, message) => {
  const error = await openFiles(files as readonly ByteSource[]).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DataError);
  expect((error as Error).message).toMatch(message);
});

describe('how a file is read', () => {
  it('goes through the text of a document', () => {
    const reading = { table: { delimiter: ';', header: false }, pictures: { tile: { width: 8, height: 4 }, colour: 'grey' as const }, array: 'x' };
    expect(parseReading(printReading({ ...reading, layout: 'transposed', labelColumn: 2 }))).toEqual(reading);
    expect([printReading({ layout: 'channels-last', labelColumn: 0 }), parseReading('')]).toEqual(['', {}]);
  });
  it('is refused where it is something else', () => {
    for (const text of ['{', '[]', '{"array":1}', '{"table":{"header":"no"}}', '{"pictures":{"colour":"red"}}', '{"pictures":{"width":0}}', '{"pictures":{"tile":{"width":1e9,"height":1}}}']) expect(parseReading(text), text).toBeNull();
  });
});
