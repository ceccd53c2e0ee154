import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DataError } from '../data-error';
import { readIdx } from './idx-table';
import { parseIdx } from './idx-array';
import { readIdxFiles } from './idx-files';

const header = (type: number, ...sizes: number[]): number[] => [0, 0, type, sizes.length, ...sizes.flatMap((n) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255])];
const file = (name: string, bytes: readonly number[]) => ({ name, bytes: Uint8Array.from(bytes) });
const images = file('images', [...header(8, 2, 1, 3), 0, 51, 255, 1, 2, 3]);
const labels = file('labels', [...header(8, 2), 7, 9]);
const packed = (plain: { name: string; bytes: Uint8Array }) => ({ name: `${plain.name}.gz`, bytes: gzipSync(plain.bytes) });

async function message(run: () => unknown): Promise<string> {
  try {
    await run();
  } catch (error) {
    expect(error).toBeInstanceOf(DataError);
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

describe('readIdx', () => {
  it('reads images of bytes, with labels or without, plain or packed', async () => {
    for (const [a, b] of [[images, labels], [packed(images), packed(labels)], [images, undefined]] as const) {
      const table = await readIdx(a, b);
      expect(table).toMatchObject({ name: a.name, shape: [1, 3, 1], range: 'unit', count: 2, factors: null });
      expect([...table.values].map((value) => value * table.scale)).toEqual([0, 51 / 255, 1, 1 / 255, 2 / 255, 3 / 255]);
      expect(table.labels && [...table.labels]).toEqual(b ? [7, 9] : null);
    }
  });

  it('reads bytes at an offset of a larger buffer', async () => {
    const larger = new Uint8Array(images.bytes.length + 5);
    larger.set(images.bytes, 5);
    expect([...(await readIdx({ name: 'x', bytes: larger.subarray(5) })).values]).toEqual([0, 51, 255, 1, 2, 3]);
  });

  it('reads every other type of value, big-endian, and tells the range by the values', async () => {
    const write = (type: number, bytes: number, set: (view: DataView, at: number, value: number) => void, values: readonly number[]) => {
      const view = new DataView(new ArrayBuffer(bytes * values.length));
      values.forEach((value, i) => set(view, i * bytes, value));
      return file('f', [...header(type, values.length / 2, 2), ...new Uint8Array(view.buffer)]);
    };
    const cases = [
      [write(0x09, 1, (v, at, x) => v.setInt8(at, x), [-1, 1, 0, -1]), [-1, 1, 0, -1], 'signed'],
      [write(0x0b, 2, (v, at, x) => v.setInt16(at, x), [-300, 300]), [-300, 300], 'real'],
      [write(0x0c, 4, (v, at, x) => v.setInt32(at, x), [70000, 0]), [70000, 0], 'real'],
      [write(0x0d, 4, (v, at, x) => v.setFloat32(at, x), [0.25, 1]), [0.25, 1], 'unit'],
      [write(0x0e, 8, (v, at, x) => v.setFloat64(at, x), [-0.5, 1]), [-0.5, 1], 'signed'],
      [file('f', [...header(8, 2, 2), 0, 1, 1, 0]), [0, 1, 1, 0], 'binary'],
    ] as const;
    for (const [given, values, range] of cases) {
      const table = await readIdx(given);
      expect([...table.values].map((value) => value * table.scale)).toEqual(values);
      expect(table).toMatchObject({ range, shape: [2] });
    }
  });

  it('keeps the channels of images with four dimensions', async () => {
    expect((await readIdx(file('rgb', [...header(8, 1, 1, 1, 3), 1, 2, 3]))).shape).toEqual([1, 1, 3]);
  });
});

describe('what is refused, by name, with what was expected and found', () => {
  const cut = { name: 'cut.gz', bytes: packed(images).bytes.slice(0, -9) };
  const flipped = packed(file('flipped', [...header(8, 1, 40, 40), ...Array.from({ length: 1600 }, (_, i) => (i * 37) & 255)]));
  flipped.bytes[flipped.bytes.length - 6]! ^= 1;
  const cases: Record<string, readonly [() => unknown, RegExp]> = {
    'an empty file': [() => readIdx(file('a', [])), /^a: expected an IDX file, and found an empty one\. Download/],
    'a few bytes': [() => readIdx(file('a', [0, 0])), /^a: expected an IDX header.*found a file of 2 bytes/],
    'half a header': [() => readIdx(file('a', header(8, 2, 2).slice(0, 9))), /^a: expected a header of 12 bytes.*9 bytes.*cut off/],
    'a truncated file': [() => readIdx({ name: 'a', bytes: images.bytes.slice(0, -1) }), /^a: expected 22 bytes for 2 × 1 × 3 unsigned bytes, and found 21 bytes\. It is cut off/],
    'trailing bytes': [() => readIdx(file('a', [...images.bytes, 0])), /^a: expected 22 bytes.*found 23 bytes.*after the data/],
    'a wrong magic number': [() => readIdx(file('a', [1, 2, 3, 4, 5])), /^a: expected the magic number.*found 01 02 03 04\. Choose/],
    'a wrong value type': [() => readIdx(file('a', header(0x0a, 2, 2))), /found 00 00 0a 02/],
    'no dimensions': [() => readIdx(file('a', header(8))), /found 00 00 08 00/],
    'a picture': [() => readIdx(file('a.png', [0x89, 0x50, 0x4e, 0x47, 0x0d])), /^a\.png: expected an IDX file, and found a PNG picture\. /],
    'a web page': [() => readIdx(file('a', [...new TextEncoder().encode('<!doctype html>')])), /a web page/],
    'labels as images': [() => readIdx(labels, labels), /^labels: expected images.*one number per item.*Choose the images file/],
    'images as labels': [() => readIdx(images, images), /^images: expected labels, one number per item or at most 64 columns of them, and found 2 × 1 × 3/],
    'labels that do not match': [() => readIdx(images, file('few', [...header(8, 1), 7])), /^few: expected 2 labels for the images of images, and found 1\. Choose/],
    'more labels than images': [() => readIdx(images, file('many', [...header(8, 3), 7, 7, 7])), /^many: expected 2 labels for the images of images, and found 3\./],
    'labels out of range': [() => readIdx(images, file('l', [...header(0x0c, 2), 0, 0, 0, 1, 0, 1, 0, 0])), /^l: expected labels from 0 to 65,535, and found 65536 at item 1\. Number/],
    'negative labels': [() => readIdx(images, file('l', [...header(0x0b, 2), 0, 1, 255, 254])), /^l: expected labels from 0 to 65,535, and found the negative label -2 at item 1\. Number/],
    'labels that are no whole numbers': [() => readIdx(images, file('l', [...header(0x0d, 2), 0, 0, 0, 0, 0x3f, 0, 0, 0])), /^l: .*found 0\.5 at item 1/],
    'no items': [() => readIdx(file('a', header(8, 0, 28, 28))), /^a: expected at least one item.*found 0 × 28 × 28/],
    'a side that no shape can hold': [() => readIdx(file('a', [...header(8, 1, 65_537)])), /^a: expected at most 65,536 values along each side of an item, and found sizes of 1 × 65537\. The header/],
    'sizes beyond the limit, with how large they are': [() => readIdx(file('a', header(0x0e, 70_000, 64, 64))), /^a: expected at most 2,147,483,648 bytes of values, and found sizes of 70000 × 64 × 64 64-bit floats, which are 2,293,760,000 bytes\. The header/],
    'absurd sizes': [() => readIdx(file('a', header(8, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff))), /^a: expected at most .* bytes of values, and found sizes of 4294967295/],
    'sizes whose product overflows 32 bits to nothing': [() => readIdx(file('a', header(8, 65536, 65536))), /^a: expected at most/],
    'a number that is none': [() => readIdx(file('a', [...header(0x0d, 2, 1), 0, 0, 0, 0, 0x7f, 0xc0, 0, 0])), /^a: expected finite numbers, and found NaN in item 1/],
    'a cut-off gz': [() => readIdx(cut), /^cut\.gz: expected a whole gzip file.*broken or cut off.*again\.$/],
    'a gz with a wrong checksum': [() => readIdx(flipped), /^flipped\.gz: expected a whole gzip file/],
    'gzip in gzip': [() => readIdx(packed(packed(images))), /gzip inside gzip/],
    'no file': [() => readIdxFiles([]), /no file at all/],
    'labels alone': [() => readIdxFiles([labels]), /^labels: expected an images file, and found labels only/],
    'two images files': [() => readIdxFiles([images, packed(images), labels]), /found 2 \(images, images\.gz\)/],
    'two labels files': [() => readIdxFiles([images, labels, packed(labels)]), /found 2 \(labels, labels\.gz\)/],
  };
  it.each(Object.entries(cases))('%s', async (_, [run, expected]) => {
    expect(await message(run)).toMatch(expected);
  });
});

it('readIdxFiles finds out which file is which', async () => {
  for (const files of [[images, labels], [packed(labels), images]]) expect([...(await readIdxFiles(files)).labels!]).toEqual([7, 9]);
  expect((await readIdxFiles([packed(images)])).labels).toBeNull();
});

it('parseIdx copies no bytes', () => {
  expect(parseIdx(images.bytes, 'a').values.buffer).toBe(images.bytes.buffer);
});
