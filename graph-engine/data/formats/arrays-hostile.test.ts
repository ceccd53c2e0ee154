/** Every reader of arrays and archives gets damaged files: it says what is wrong or gives arrays, and takes little memory and time. */
import fc from 'fast-check';
import { gzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { DataError } from '../data-error';
import { arrayFormats } from './array-formats';
import { tableOfArrays } from './array-table';
import { bytesSource } from './source-of-bytes';
import { ascii, bytesOfNumbers, joined, writeNpy } from './testing/write-numbers';
import { matrix, packedElement, writeMat } from './testing/write-mat';
import { writeZip } from './testing/write-zip';
import { zip } from './zip';

const seed = Number(process.env['HOURGLASS_SEED'] ?? Date.now() % 2 ** 31);
const numRuns = 400;
const counting = (length: number): number[] => Array.from({ length }, (_, i) => i % 7);

const pictures = writeNpy('f4', [6, 3, 4], counting(72));
const classes = writeNpy('i8', [6], counting(6));
const arrays = [matrix({ name: 'x', shape: [6, 12], values: counting(72) }), matrix({ name: 'y', kind: 9, stored: 'u1', shape: [6, 1], values: counting(6) })];
const header = JSON.stringify({ x: { dtype: 'F16', shape: [6, 12], data_offsets: [0, 144] }, y: { dtype: 'I64', shape: [6], data_offsets: [144, 192] } });
const tensors = joined(bytesOfNumbers([header.length], 'u8'), ascii(header), bytesOfNumbers(counting(72), 'f2'), bytesOfNumbers(counting(6), 'i8'));
const idx = joined(Uint8Array.of(0, 0, 0x0b, 2, 0, 0, 0, 6, 0, 0, 0, 4), bytesOfNumbers(counting(24), 'i2', false));
const inZip = [{ name: 'x.npy', data: pictures }, { name: 'y.npy', data: classes, method: 0 }];
const files: Record<string, Uint8Array> = {
  npy: pictures,
  'column-major npy': writeNpy('u2', [6, 3, 4], counting(72), { little: false, columnMajor: true, version: 2 }),
  npz: writeZip(inZip),
  'large npz': writeZip(inZip, { large: true }),
  safetensors: tensors,
  mat: writeMat(arrays),
  'packed mat': writeMat(arrays.map((array) => packedElement(array))),
  idx,
  'packed idx': gzipSync(idx),
};

/** Bytes changed, cut out, put in, doubled; numbers of four bytes made extreme. */
type Change = (bytes: Uint8Array) => Uint8Array;
const at = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const place = (share: number, bytes: Uint8Array): number => Math.floor(share * bytes.length);
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(at, fc.integer({ min: 1, max: 255 })).map(([share, by]): Change => (bytes) => bytes.map((byte, i) => (i === place(share, bytes) ? byte ^ by : byte))),
  fc.tuple(at, fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xffff, 0x10000)).map(([share, value]): Change => (bytes) => {
    const start = place(share, bytes);
    const out = bytes.slice();
    out.set(bytesOfNumbers([value], 'u4').subarray(0, bytes.length - start), start);
    return out;
  }),
  at.map((share): Change => (bytes) => bytes.slice(0, place(share, bytes))),
  fc.tuple(at, fc.integer({ min: 1, max: 20 })).map(([share, length]): Change => (bytes) => joined(bytes.subarray(0, place(share, bytes)), bytes.subarray(place(share, bytes) + length))),
  fc.tuple(at, fc.uint8Array({ minLength: 1, maxLength: 20 })).map(([share, more]): Change => (bytes) => joined(bytes.subarray(0, place(share, bytes)), more, bytes.subarray(place(share, bytes)))),
);

describe('damaged files', () => {
  let most = 0;
  afterAll(() => expect(most, 'bytes of memory in one file').toBeLessThan(512 * 2 ** 20));

  const survives = async (run: () => Promise<unknown>): Promise<void> => {
    const before = process.memoryUsage().arrayBuffers;
    try {
      await run();
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      expect(error.message).toMatch(/^\S.*: expected .*, and found .*\. \S.*/s);
    }
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  };
  const damaged = async (name: string, read: (bytes: Uint8Array) => Promise<unknown>): Promise<void> => {
    const property = fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => survives(() => read(changes.reduce((bytes, make) => make(bytes), files[name]!))));
    await fc.assert(property, { seed, numRuns });
  };

  // Each reader whatever the beginning says, since that is what may be damaged.
  for (const format of arrayFormats) {
    it.each(Object.keys(files).filter((name) => name.endsWith(format.id)))(`%s (seed ${seed})`, async (name) => {
      expect(format.recognises(files[name]!, `x.${format.extensions[0]}`)).toBe(true);
      expect((await format.read({ name: 'x', bytes: files[name]! })).length).toBeGreaterThan(0);
      await damaged(name, async (bytes) => tableOfArrays([{ name: 'x', arrays: await format.read({ name: 'x', bytes }) }]));
    });
    it(`${format.id}: any bytes (seed ${seed})`, async () => {
      const property = fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), fc.nat(20), async (bytes, kept) => {
        const start = files[Object.keys(files).find((name) => name.endsWith(format.id))!]!.subarray(0, kept);
        await survives(() => format.read({ name: 'x', bytes: joined(start, bytes) }));
        format.recognises(bytes, 'x');
      });
      await fc.assert(property, { seed, numRuns });
    });
  }
  it.each(['npz', 'large npz'])(`the archive of %s (seed ${seed})`, async (name) => {
    await damaged(name, async (bytes) => {
      for (const source of await zip.list(bytesSource({ name: 'x', bytes }))) await source.slice(0, source.size);
    });
  });
});
