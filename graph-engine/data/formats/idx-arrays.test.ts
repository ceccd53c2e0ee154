import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { idxArrays } from './idx-arrays';
import { bytesOfNumbers, joined } from './testing/write-numbers';
import type { NumberType } from './byte-order';

const idx = (code: number, type: NumberType, sizes: readonly number[], values: readonly number[]): Uint8Array =>
  joined(Uint8Array.of(0, 0, code, sizes.length), bytesOfNumbers(sizes, 'u4', false), bytesOfNumbers(values, type, false));
const types: readonly (readonly [number, NumberType, readonly number[], string])[] = [
  [0x08, 'u1', [0, 255], 'Uint8Array'],
  [0x09, 'i1', [-128, 127], 'Int8Array'],
  [0x0b, 'i2', [-300, 300], 'Int16Array'],
  [0x0c, 'i4', [-(2 ** 31), 2 ** 24 + 1], 'Int32Array'],
  [0x0d, 'f4', [0.25, NaN], 'Float32Array'],
  [0x0e, 'f8', [0.1, 1e300], 'Float64Array'],
];

it.each(types)('type %i: every number as it was written', async (code, type, values, kind) => {
  const plain = idx(code, type, [2, 1], values);
  for (const bytes of [plain, gzipSync(plain)]) {
    expect(idxArrays.recognises(bytes, 'x')).toBe(true);
    const [array] = await idxArrays.read({ name: 'far/x.idx', bytes });
    expect(array).toMatchObject({ name: 'x.idx', shape: [2, 1], notes: [] });
    expect([...array!.values]).toEqual(values);
    expect(array!.values.constructor.name).toBe(kind);
  }
});

it('is told from other files, packed or not, by its beginning', () => {
  const zeros = gzipSync(new Uint8Array(600));
  expect([new Uint8Array(600), zeros, Uint8Array.of(0, 0, 8), Uint8Array.of(0, 0, 8, 9)].map((bytes) => idxArrays.recognises(bytes, 'x-idx3-ubyte.gz'))).toEqual([false, false, false, false]);
  // Of numbers that cannot be made smaller nothing comes before all of them are there: then the name tells.
  const noise = Array.from({ length: 20_000 }, (_, i) => (i * i * 48_271) % 251 ^ (i * 7919) % 256);
  const start = gzipSync(idx(8, 'u1', [20_000, 1], noise), { level: 0 }).subarray(0, 512);
  expect([idxArrays.recognises(start, 'far/x-idx2-ubyte.gz'), idxArrays.recognises(start, 'idx/table.csv.gz')]).toEqual([true, false]);
});

const path = new URL('../../../../shared/data/mnist_train10k/train10k-images-idx3-ubyte.gz', import.meta.url).pathname;
if (!existsSync(path)) console.log('skipped: no data at ../shared/data/mnist_train10k');
it.skipIf(!existsSync(path))('MNIST by its first 512 bytes', async () => {
  const bytes = new Uint8Array(readFileSync(path));
  expect(idxArrays.recognises(bytes.subarray(0, 512), 'x')).toBe(true);
  expect((await idxArrays.read({ name: 'x', bytes }))[0]!.shape).toEqual([10_000, 28, 28]);
});
