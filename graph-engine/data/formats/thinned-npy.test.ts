import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseNpy } from './npy';
import { bytesSource } from './source-of-bytes';
import { refusal } from './testing/refusal';
import { writeNpy } from './testing/write-numbers';
import { writeZip } from './testing/write-zip';
import { readThinned, thinned } from './thinned-npy';
import { listZip } from './zip';

async function* cutInto(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}
const npy = (count: number, size: number): Uint8Array => writeNpy('i2', [count, size], Array.from({ length: count * size }, (_, i) => i));

it('takes each so many-th item, wherever the pieces are cut, and the same of other arrays', async () => {
  const cases = fc.record({ count: fc.integer({ min: 1, max: 60 }), size: fc.integer({ min: 1, max: 9 }), cut: fc.integer({ min: 1, max: 200 }), most: fc.integer({ min: 18, max: 400 }) });
  await fc.assert(
    fc.asyncProperty(cases, async ({ count, size, cut, most }) => {
      const bytes = npy(count, size);
      const found = await readThinned(cutInto(bytes, cut), bytes.length, 'x', 'x', most);
      expect(found.array).toEqual(thinned(parseNpy(bytes, 'x', 'x'), found.step));
      expect(found.count).toBe(count);
      expect(found.array.values.byteLength).toBeLessThan(most + 2 * size);
      const items = [...found.array.values].filter((_, i) => i % size === 0).map((first) => first / size);
      expect(items).toEqual(Array.from({ length: Math.ceil(count / found.step) }, (_, i) => i * found.step));
    }),
    { numRuns: 200 },
  );
});

it('steps over items so that no factor that runs through them is missed', async () => {
  const bytes = npy(60, 2);
  const { step, array } = await readThinned(cutInto(bytes, 50), bytes.length, 'x', 'x', 40);
  expect([step, array.shape]).toEqual([7, [9, 2]]);
});

it('refuses what cannot be thinned: one item alone, or items that are scattered over the file', async () => {
  const one = npy(1, 500);
  expect(await refusal(() => readThinned(cutInto(one, 99), one.length, 'x', 'x', 400))).toMatch(/^x: expected at most 400 bytes, or items that lie one after another, and found 1,000 bytes for 1 × 500 16-bit integers\. Save fewer/);
  const scattered = writeNpy('u1', [30, 30], new Array<number>(900).fill(1), { columnMajor: true });
  expect(await refusal(() => readThinned(cutInto(scattered, 99), scattered.length, 'x', 'x', 400))).toMatch(/in Fortran order/);
  const short = npy(9, 9).subarray(0, 150);
  expect(await refusal(() => readThinned(cutInto(short, 99), short.length, 'x', 'x', 400))).toMatch(/expected 162 bytes for 9 × 9/);
});

it('pieces of a file in an archive are its bytes, and their end says when they are damaged', async () => {
  const data = npy(500, 9);
  const read = async (change: object): Promise<Uint8Array> => {
    const [entry] = await listZip(bytesSource({ name: 'x.zip', bytes: writeZip([{ name: 'a', data, ...change }]) }), () => {});
    const parts: number[] = [];
    for await (const piece of entry!.pieces()) parts.push(...piece);
    return Uint8Array.from(parts);
  };
  for (const method of [0, 8]) {
    expect(await read({ method })).toEqual(data);
    expect(await refusal(() => read({ method, crc: 1 }))).toMatch(/checksum/);
  }
  expect(await refusal(() => read({ unpacked: 9999 }))).toMatch(/9,999 bytes when it is unpacked, and found 9,128 bytes/);
  expect(await refusal(() => read({ unpacked: 99 }))).toMatch(/and found more/);
});
