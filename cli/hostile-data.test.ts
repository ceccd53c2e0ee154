/** Files that are broken, odd or made to break, by the command line: one message that says where, what was expected, what was found and what to do, status 1 and no stack. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { encodePng, pngChunk, pngHead } from '@/graph-engine/data/formats/testing/encode-png';
import { ascii, joined, writeNpy } from '@/graph-engine/data/formats/testing/write-numbers';
import { writeZip } from '@/graph-engine/data/formats/testing/write-zip';
import { runHere } from './testing/run-here';

const folder = mkdtempSync(join(tmpdir(), 'hostile-data-'));
afterAll(() => rmSync(folder, { recursive: true }));

const put = (name: string, content: Uint8Array | string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const rows = Array.from({ length: 400 }, (_, i) => `${i % 17},${(i * 31) % 101},${i % 2 ? 'on' : 'off'}`).join('\n');
const csv = `a,b,state\n${rows}\n`;
const numbers = Array.from({ length: 60 }, (_, i) => i / 7);
const packed = gzipSync(csv);
const zeros = new Uint8Array(2 ** 26 + 1);
/** The header of an array of numbers, and no numbers. */
const npyHeader = (shape: string): Uint8Array => {
  const text = `{'descr': '<f8', 'fortran_order': False, 'shape': (${shape}), }\n`;
  return joined(Uint8Array.of(0x93), ascii('NUMPY'), Uint8Array.of(1, 0, text.length, 0), ascii(text));
};
const png = encodePng({ width: 8, height: 8, depth: 8, colour: 0, samples: Array.from({ length: 64 }, (_, i) => i * 3) });

const lines = (text: string): string[] => text.trimEnd().split('\n');
/** The message, after what was noticed before. */
async function refusal(args: readonly string[], before = 0): Promise<string> {
  const { status, stdout, stderr } = await runHere(args);
  expect(stdout).toBe('');
  expect(stderr).not.toMatch(/^ {4}at |internal:/m);
  expect(lines(stderr).length, `one message: ${stderr}`).toBeLessThanOrEqual(1 + before);
  expect(status, stderr).toBe(1);
  return lines(stderr).at(-1)!;
}

const broken: Record<string, readonly [name: string, content: () => Uint8Array | string, message: RegExp]> = {
  'truncated gzip': ['cut.csv.gz', () => packed.subarray(0, packed.length - 40), /cut\.csv\.gz: expected a whole gzip file, and found one that is broken or cut off.*\. \S/],
  'an array of a wrong length': ['short.npy', () => writeNpy('f4', [6, 10], numbers).subarray(0, 200), /short\.npy: expected .*, and found .*\. \S/],
  'a header that claims 10 GB': ['claims.npy', () => npyHeader('1250000000,'), /claims\.npy: expected 10,000,000,000 bytes.*, and found .*\. \S/],
  'a zip bomb': ['bomb.zip', () => writeZip([{ name: 'zeros.csv', body: new Uint8Array(deflateRawSync(zeros)), crc: 0, unpacked: zeros.length }]), /bomb\.zip, zeros\.csv: expected data that are packed to no less than 1\/500.*zip bomb/],
  'a path that leads out of a zip': ['out.zip', () => writeZip([{ name: '../../out.png', data: png }]), /out\.zip.*: expected .*, and found .*\.\.\/\.\.\/out\.png.*\. \S/],
  'an empty file': ['empty.csv', () => '', /empty\.csv: expected .*, and found an empty file\. \S/],
  'a header alone': ['header.csv', () => 'a,b,c\n', /header\.csv: expected rows below the header, and found none/],
  '50,000 columns': ['wide.csv', () => `${'c,'.repeat(49_999)}c\n${'1,'.repeat(49_999)}1\n`, /wide\.csv: expected at most 4,096 columns, and found 50,000\. Save it as an array/],
  'a line of 100 MB': ['line.csv', () => Buffer.alloc(100e6, '1,'), /line\.csv, line 1: expected a row of at most 16,777,216 characters, and found a longer one/],
  'a picture of 60,000 × 60,000 pixels': ['huge.png', () => Uint8Array.from([...pngHead(60_000, 60_000, 8, 2), ...pngChunk('IDAT', [0]), ...pngChunk('IEND', [])]), /huge\.png: expected a picture of at most 64 megapixels, and found 60,000 × 60,000 pixels\. \S/],
  'invalid UTF-8': ['letters.csv', () => joined(ascii('name,size\n'), Uint8Array.of(0xc3, 0xa9), ascii(',1\nb,2\n'), Uint8Array.of(0xe9), ascii(',3\n')), /letters\.csv, line 4 \(byte \d+\): expected UTF-8, and found byte 0xE9, which is none\. Save it as UTF-8/],
  'a file of another kind': ['thesis.pdf', () => `%PDF-1.7\n${'x'.repeat(2000)}`, /thesis\.pdf: expected a table .*, pictures .* or an array .*, and found a PDF.*\. Choose another file/],
  'a folder without files': ['', () => '', /expected files, and found an empty folder/],
};
describe('data FILE refuses', () => {
  it.each(Object.entries(broken))('%s', async (_, [name, content, message]) => {
    const path = name === '' ? mkdtempSync(join(folder, 'nothing-')) : put(name, content());
    expect(await refusal(['data', path])).toMatch(message);
    if (name !== '') rmSync(path);
  });
});

const train = (path: string, ...more: readonly string[]): string[] => ['train', 'anomaly-cells', '--data', path, '--steps', '20', '--out', join(folder, `run-${Math.floor(performance.now() * 1000)}`), ...more];
describe('train --data FILE', () => {
  it('refuses one row', async () => expect(await refusal(train(put('one.csv', 'a,b\n1,2\n')))).toMatch(/one\.csv has one item, and training needs at least 2/));
  it('refuses a table without a column to learn from', async () => expect(await refusal(train(put('label.csv', `state\n${'on\noff\n'.repeat(30)}`), '--label', 'state', '--normal', 'on'))).toMatch(/label\.csv: expected columns to learn from, numbers or categories, and found none/));
  it('refuses a label that no row has', async () => expect(await refusal(train(put('x.csv', csv), '--label', 'state', '--normal', 'fine'))).toMatch(/x\.csv: expected the label fine, and found .*off.*\. Choose among these what is normal/));
  it('refuses a column that is not there', async () => expect(await refusal(train(put('x.csv', csv), '--label', 'status'))).toMatch(/Expected the column status, and found a, b, state\. Name one of these/));

  const learned: Record<string, readonly [name: string, content: () => Uint8Array | string, more: readonly string[]]> = {
    'one column': ['column.csv', () => `a\n${rows.split('\n').map((row) => row.split(',')[1]).join('\n')}\n`, []],
    'rows of one class': ['class.csv', () => csv.replaceAll('off', 'on'), ['--label', 'state', '--normal', 'on']],
    'a table that is called a picture': ['table.png', () => csv, ['--label', 'state', '--normal', 'on']],
    'values that are missing, infinite or no number, which count as missing': ['odd.csv', () => csv.replaceAll(/^3,/gm, 'NaN,').replaceAll(/^5,/gm, 'inf,').replaceAll(/^7,/gm, '-Infinity,').replaceAll(/^9,/gm, '1e300,').replaceAll(/^11,/gm, 'oops,'), ['--label', 'state', '--normal', 'on', '--columns', 'a:number']],
  };
  it.each(Object.entries(learned))('learns from %s', async (_, [name, content, more]) => {
    const { status, stdout, stderr } = await runHere([...train(put(name, content()), ...more), '--json']);
    expect(status, stderr).toBe(0);
    const { train: last } = JSON.parse(stdout) as { train: { loss: number } };
    expect(last.loss).toEqual(expect.any(Number));
  });
  it('refuses an array with numbers that are not finite', async () => {
    const values = numbers.with(7, Number.NaN).with(9, Number.POSITIVE_INFINITY);
    expect(await refusal(train(put('odd.npy', writeNpy('f4', [6, 10], values))), 5)).toMatch(/^Before the first step a value was not finite: Data itself holds one\. Nothing was trained.*Take the item out of the file/);
  });
});
