import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { DataError } from '../data-error';
import { gunzip } from './gunzip';
import { openIdx } from './idx-array';

const pack = (bytes: Uint8Array, level = 6): Uint8Array => new Uint8Array(gzipSync(bytes, { level }));
const join = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
const some = (length: number, step = 7): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * i * step) % 251);
const read = (packed: Uint8Array): Uint8Array => join(...gunzip(packed, 'x.gz'));
const refusal = (packed: Uint8Array): string => {
  try {
    read(packed);
  } catch (error) {
    expect(error).toBeInstanceOf(DataError);
    return (error as Error).message;
  }
  throw new Error('it was read');
};

describe('several members are one file, as RFC 1952 has it', () => {
  const cases: Record<string, readonly [packed: Uint8Array, plain: Uint8Array]> = {
    'one': [pack(some(5000)), some(5000)],
    'two': [join(pack(some(3000)), pack(some(856, 3))), join(some(3000), some(856, 3))],
    'empty ones between': [join(pack(some(0)), pack(some(10)), pack(some(0)), pack(some(0)), pack(some(3))), join(some(10), some(3))],
    'an empty one alone': [pack(some(0)), some(0)],
    'zeros after the last': [join(pack(some(100)), pack(some(10)), new Uint8Array(700)), join(some(100), some(10))],
    'thousands of small ones': [join(...Array.from({ length: 3000 }, () => pack(some(1)))), new Uint8Array(3000)],
  };
  it.each(Object.entries(cases))('%s', (_, [packed, plain]) => expect(read(packed)).toEqual(plain));

  it('any split, at any level, with a name and extra field in a header', () => {
    const named = (packed: Uint8Array): Uint8Array => join(packed.subarray(0, 3), Uint8Array.of(4 | 8), packed.subarray(4, 10), Uint8Array.of(2, 0, 9, 9, 65, 0), packed.subarray(10));
    const member = fc.tuple(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 0, max: 9 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(member, { minLength: 1, maxLength: 5 }), fc.nat(20), (members, zeros) => {
        const packed = members.map(([bytes, level, isNamed]) => (isNamed ? named(pack(bytes, level)) : pack(bytes, level)));
        expect(read(join(...packed, new Uint8Array(zeros)))).toEqual(join(...members.map(([bytes]) => bytes)));
      }),
      { numRuns: 100 },
    );
  });
});

describe('what is broken is refused', () => {
  const whole = pack(some(2000));
  const flipped = (at: number): Uint8Array => whole.map((byte, i) => (i === (at + whole.length) % whole.length ? byte ^ 1 : byte));
  const broken = whole.map((byte, i) => (i === 10 ? 0xff : byte));
  /** A stored block, longer than what there is. */
  const endless = pack(some(20), 0).map((byte, i) => (i === 12 ? 1 : byte));
  const cases: Record<string, readonly [Uint8Array, RegExp]> = {
    'a checksum of the last member': [flipped(-7), /^x\.gz: expected a whole gzip file.*checksum/],
    'a length': [flipped(-2), /checksum/],
    'a checksum of an earlier member': [join(flipped(-7), pack(some(5))), /checksum of a part is another/],
    'a cut in the checksum': [whole.subarray(0, -1), /broken or cut off/],
    'a cut in the data': [whole.subarray(0, 60), /broken or cut off/],
    'a cut in a header': [whole.subarray(0, 7), /broken or cut off/],
    'a second member with no end': [join(pack(some(100)), whole.subarray(0, 100)), /broken or cut off/],
    'other bytes after the end, with their number': [join(whole, Uint8Array.of(1, 2, 3)), new RegExp(`expected the end of the gzip file after ${whole.length.toLocaleString('en')} bytes, and found 3 more that are no gzip`)],
    // Eight zeros end a member that is empty: they are at the end of the file, and of another member.
    'a fault in a member before an empty one': [join(broken, pack(some(0))), /after 0 unpacked bytes: invalid/],
    'a member with no end before an empty one': [join(endless, pack(some(0))), /after 0 unpacked bytes: its end is missing/],
    'an empty member with no end before zeros': [join(pack(some(0)).subarray(0, 10), new Uint8Array(40)), /broken or cut off/],
    'other bytes after zeros': [join(whole, new Uint8Array(600), Uint8Array.of(7)), /found 601 more that are no gzip/],
  };
  it.each(Object.entries(cases))('%s', (_, [packed, said]) => expect(refusal(packed)).toMatch(said));
});

describe('no more is unpacked than is asked for', () => {
  const header = (items: number): Uint8Array => Uint8Array.of(0, 0, 8, 3, 0, 0, 0, items, 0, 0, 0, 28, 0, 0, 0, 28);
  /** 70 pictures declared, and 600 MB of zeros behind them, in 600 kB. */
  const zeros = pack(new Uint8Array(20_000_000), 9);
  const bomb = join(pack(join(header(70), some(70 * 784))), ...Array.from({ length: 30 }, () => zeros));

  it('pieces come as they are unpacked', () => {
    const pieces = gunzip(bomb, 'bomb.gz');
    let unpacked = 0;
    for (let i = 0; i < 3; i++) unpacked += pieces.next().value!.length;
    expect(unpacked).toBeLessThan(60_000_000);
  });

  it('a file with more than it declares is refused when that is seen', () => {
    const before = process.memoryUsage().arrayBuffers;
    const writes = vi.spyOn(Uint8Array.prototype, 'set');
    expect(() => openIdx({ name: 'bomb.gz', bytes: bomb })).toThrow(/^bomb\.gz: expected 54,896 bytes for 70 × 28 × 28 unsigned bytes, and found more than 54,896 bytes\. There is something after the data/);
    const most = Math.max(...(writes.mock.contexts as readonly Uint8Array[]).map((array) => array.length));
    writes.mockRestore();
    expect(most, 'the largest array that was written to').toBeLessThan(20_000_000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200_000_000);
  });

  it('what a header declares beyond the limit is refused before its data are unpacked', () => {
    const huge = join(pack(Uint8Array.of(0, 0, 8, 3, 255, 255, 255, 255, 0, 0, 1, 0, 0, 0, 1, 0)), pack(some(100_000), 0), Uint8Array.of(9, 9));
    expect(() => openIdx({ name: 'huge.gz', bytes: huge })).toThrow(/^huge\.gz: expected at most 2,147,483,648 bytes of values, and found sizes of 4294967295 × 256 × 256/);
  });

  it('a header that declares more than there is takes no memory for it', () => {
    const short = pack(join(Uint8Array.of(0, 0, 8, 3, 0, 0, 0x70, 0, 0, 0, 1, 0, 0, 0, 0x01, 0), some(6000)));
    const before = process.memoryUsage().arrayBuffers;
    expect(() => openIdx({ name: 'short.gz', bytes: short })).toThrow(/expected 1,879,048,208 bytes.*found 6,016 bytes\. It is cut off/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
  });
});
