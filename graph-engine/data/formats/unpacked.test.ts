import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DataError } from '../data-error';
import type { ByteSource } from './definition';
import { gunzip } from './gunzip';
import { blobSource, bytesSource } from './source-of-bytes';
import { beginning, unpackedPieces } from './unpacked';

const pack = (bytes: Uint8Array, level = 6): Uint8Array => new Uint8Array(gzipSync(bytes, { level }));
const join = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const some = (length: number, step = 7): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * i * step + (i >> 3)) % 251);
const sourceOf = (bytes: Uint8Array): ByteSource => bytesSource({ name: 'a/x.gz', bytes });
async function read(source: ByteSource, most?: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const { bytes } of unpackedPieces(source, undefined, most)) parts.push(bytes);
  return join(...parts);
}
const said = (act: () => Promise<unknown>): Promise<string> => act().then(() => 'it was read', (error: unknown) => (error instanceof DataError ? error.message : Promise.reject(error as Error)));

it('what is not packed comes as it is', async () => {
  const bytes = some(2_500_000);
  expect(Buffer.compare(await read(sourceOf(bytes)), bytes)).toBe(0);
  expect(Buffer.compare(await read(blobSource('x', new Blob([bytes as Uint8Array<ArrayBuffer>]))), bytes)).toBe(0);
  expect(await beginning(sourceOf(pack(bytes)), 1000)).toEqual(bytes.slice(0, 1000));
  expect(await beginning(sourceOf(bytes.slice(0, 10)), 1000)).toEqual(bytes.slice(0, 10));
});

describe('gzip says and refuses what it does in memory', () => {
  const whole = pack(some(200_000));
  const flipped = (at: number): Uint8Array => whole.map((byte, i) => (i === (at + whole.length) % whole.length ? byte ^ 1 : byte));
  const cases: Record<string, Uint8Array> = {
    'one': whole,
    'two, and zeros': join(whole, pack(some(856, 3)), new Uint8Array(700)),
    'empty ones': join(pack(some(0)), pack(some(10)), pack(some(0))),
    'more than a read': join(...Array.from({ length: 9 }, (_, i) => pack(some(300_000, i + 1), 0))),
    'a checksum': flipped(-7),
    'a length': flipped(-2),
    'a checksum of a part': join(flipped(-7), pack(some(5))),
    'a cut in the checksum': whole.subarray(0, -1),
    'a cut in the data': whole.subarray(0, 60),
    'a cut in a header': whole.subarray(0, 7),
    'a cut in the next header': join(whole, whole.subarray(0, 6)),
    'a second one with no end': join(whole, whole.subarray(0, 100)),
    'other bytes after the end': join(whole, Uint8Array.of(1, 2, 3)),
    'other bytes after many zeros': join(whole, new Uint8Array(3_000_000), Uint8Array.of(7)),
    'other bytes after the end of much': join(pack(some(1_500_000), 0), some(2_000_000).map((byte) => byte | 1)),
  };
  const inMemory = async (bytes: Uint8Array): Promise<Uint8Array> => join(...gunzip(bytes, 'x.gz'));
  it.each(Object.entries(cases))('%s', async (_, bytes) => {
    const wanted = await said(() => inMemory(bytes));
    expect(await said(() => read(sourceOf(bytes)))).toBe(wanted);
    if (wanted === 'it was read') expect(Buffer.compare(await read(sourceOf(bytes)), await inMemory(bytes))).toBe(0);
  });

  it('whatever is changed in it', async () => {
    const member = fc.tuple(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 0, max: 9 }));
    const change = fc.tuple(fc.nat(2000), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(member, { minLength: 1, maxLength: 4 }), fc.array(change, { maxLength: 2 }), fc.nat(30), async (members, changes, cut) => {
        const bytes = join(...members.map(([plain, level]) => pack(plain, level)));
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        const packed = bytes.subarray(0, bytes.length - (cut > 20 ? cut : 0));
        const wanted = await said(() => inMemory(packed));
        expect(await said(() => read(sourceOf(packed)))).toBe(wanted);
        if (wanted === 'it was read') expect(Buffer.compare(await read(sourceOf(packed)), await inMemory(packed))).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});

it('no more is unpacked than is allowed, and none of it is held', async () => {
  const zeros = pack(new Uint8Array(20_000_000), 9);
  const bomb = sourceOf(join(...Array.from({ length: 30 }, () => zeros)));
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  let message = '';
  try {
    for await (const { bytes } of unpackedPieces(bomb, undefined, 100_000_000)) most = Math.max(most, bytes.length);
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message).toBe('x.gz: expected at most 100,000,000 bytes after unpacking, and found more. If it is meant to be that large, unpack it and choose a part of it.');
  expect(most).toBeLessThan(20_000_000);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200_000_000);
});

it('stops when it is told to', async () => {
  const stop = new AbortController();
  const pieces = unpackedPieces(sourceOf(some(5_000_000)), stop.signal);
  await pieces.next();
  stop.abort();
  await expect(pieces.next()).rejects.toThrow(/abort/i);
});
it('a file that has become shorter is told', async () => {
  const source = { name: 'x.csv', size: 3_000_000, slice: (from: number, to: number) => Promise.resolve(new Uint8Array(Math.max(0, Math.min(to, 2_000_000) - from))) };
  expect(await said(() => read(source))).toMatch(/^x\.csv: expected 3,000,000 bytes, and found 2,000,000 while it was read/);
});
