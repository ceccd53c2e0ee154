import { describe, expect, it } from 'vitest';
import type { NumberType } from './byte-order';
import { mat } from './mat';
import { refusal } from './testing/refusal';
import { ascii, bytesOfNumbers, joined } from './testing/write-numbers';
import { element, matrix, packedElement, smallElement, writeMat, type MatArray } from './testing/write-mat';

const read = (bytes: Uint8Array) => mat.read({ name: 'x.mat', bytes });
const x: MatArray = { name: 'x', shape: [2, 3], values: [1, 2, 3, 4, 5, 6] };

describe('arrays', () => {
  for (const little of [true, false]) {
    it(`${little ? 'little' : 'big'}-endian, plain and packed, column-major turned`, async () => {
      const long = { ...x, name: 'a_long_name', shape: [2, 1, 3] };
      const arrays = await read(writeMat([matrix(x, little), packedElement(matrix(long, little), little), matrix({ ...x, name: 'z' }, little)], little));
      expect(arrays.map(({ name, shape, values }) => [name, shape, [...values]])).toEqual([
        ['x', [2, 3], [1, 3, 5, 2, 4, 6]],
        ['a_long_name', [2, 1, 3], [1, 3, 5, 2, 4, 6]],
        ['z', [2, 3], [1, 3, 5, 2, 4, 6]],
      ]);
    });
  }
  const classes: Record<string, readonly [kind: number, NumberType, readonly number[], string]> = {
    double: [6, 'f8', [0.1, 1e300], 'Float64Array'],
    single: [7, 'f4', [0.25, -3], 'Float32Array'],
    int8: [8, 'i1', [-128, 127], 'Int8Array'],
    uint8: [9, 'u1', [0, 255], 'Uint8Array'],
    int16: [10, 'i2', [-300, 300], 'Int16Array'],
    uint16: [11, 'u2', [0, 65_535], 'Uint16Array'],
    int32: [12, 'i4', [-70_000, 5], 'Int32Array'],
    uint32: [13, 'u4', [2 ** 32 - 1, 5], 'Uint32Array'],
    int64: [14, 'i8', [-70_000, 5], 'Int32Array'],
    uint64: [15, 'u8', [2 ** 40, 5], 'Float64Array'],
    'double that is stored in bytes': [6, 'u1', [0, 255], 'Float32Array'],
    'double that is stored in 32 bits': [6, 'i4', [-70_000, 5], 'Float64Array'],
    'single that is stored in 16 bits': [7, 'i2', [-300, 5], 'Float32Array'],
  };
  it.each(Object.entries(classes))('%s', async (_, [kind, stored, values, type]) => {
    for (const little of [true, false]) {
      const [array] = await read(writeMat([matrix({ name: 'x', kind, stored, shape: [1, 2], values }, little)], little));
      expect([...array!.values]).toEqual(values);
      expect(array!.values.constructor.name).toBe(type);
    }
  });
  it('logical ones are 0 and 1', async () => {
    expect([...(await read(writeMat([matrix({ name: 'x', kind: 9, flags: 2, stored: 'u1', shape: [1, 3], values: [0, 1, 9] })])))[0]!.values]).toEqual([0, 1, 1]);
  });
  it('small ones, whose data lie in the element itself', async () => {
    const parts = joined(element(6, bytesOfNumbers([9, 0], 'u4')), element(5, bytesOfNumbers([1, 3], 'i4')), smallElement(1, ascii('x')), smallElement(2, Uint8Array.of(4, 5, 6)));
    expect([...(await read(writeMat([element(14, parts)])))[0]!.values]).toEqual([4, 5, 6]);
  });
  it('what is no plain array is left out, and told', async () => {
    const others = [{ ...x, name: 'c', kind: 1 }, { ...x, name: 's', kind: 2 }, { ...x, name: 't', kind: 4 }, { ...x, name: 'p', kind: 5 }, { ...x, name: 'z', flags: 8 }];
    const arrays = await read(writeMat([...others.map((other) => matrix(other)), matrix(x)]));
    expect(arrays.map(({ name }) => name)).toEqual(['x']);
    expect(arrays[0]!.notes.map(({ text }) => /^x\.mat: (\w+) is left out, since it is (.*)\. Save plain arrays/.exec(text)!.slice(1))).toEqual([['c', 'a cell array'], ['s', 'a struct'], ['t', 'a text'], ['p', 'a sparse matrix'], ['z', 'an array of complex numbers']]);
    expect(await refusal(() => read(writeMat([matrix(others[0]!)])))).toMatch(/plain arrays of numbers, and found other things alone \(c: a cell array\)/);
  });
  it('is recognised by its text, or by its version', () => {
    const whole = writeMat([matrix(x)]);
    expect(mat.recognises(whole, 'x')).toBe(true);
    expect(mat.recognises(joined(ascii('Written by another program'.padEnd(116)), whole.subarray(116)), 'x')).toBe(true);
    expect(mat.recognises(ascii('MATLAB 7.3 MAT-file'), 'x')).toBe(true);
    expect(mat.recognises(new Uint8Array(512), 'x.mat')).toBe(false);
  });
});

describe('what is refused', () => {
  const whole = writeMat([matrix(x)]);
  const packed = writeMat([packedElement(matrix(x))]);
  const claims = (bytes: Uint8Array, at: number, value: number): Uint8Array => joined(bytes.subarray(0, at), bytesOfNumbers([value], 'u4'), bytes.subarray(at + 4));
  const changed = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
  const cases: Record<string, readonly [Uint8Array, RegExp]> = {
    'MATLAB 7.3': [ascii('MATLAB 7.3 MAT-file, Platform: GLNXA64'.padEnd(600)), /^x\.mat: expected a MAT-file of level 5, and found one of MATLAB 7\.3, which is HDF5\. Save it in MATLAB as save\(file, 'x', 'y', '-v7'\)/],
    'a few bytes': [whole.subarray(0, 100), /begins with 128 bytes of text and version, and found 100 bytes/],
    'another file': [new Uint8Array(200), /another beginning/],
    'another version': [changed(whole, 125), /one of version 0/],
    'nothing': [whole.subarray(0, 128), /plain arrays of numbers, and found none at all/],
    'a cut': [whole.subarray(0, -8), /an element of \d+ bytes, as it says, and found/],
    'a cut in a length': [whole.subarray(0, 132), /an element of at least 8 bytes, and found 4 bytes/],
    'an element that claims 4 GB': [claims(whole, 132, 0xfffffff0), /an element of 4,294,967,280 bytes, as it says/],
    'sides that claim 10 GB': [writeMat([matrix({ ...x, shape: [50_000, 25_000] })]), /expected 10,000,000,000 bytes for 50000 × 25000 64-bit floats, and found 48 bytes/],
    'negative sides': [writeMat([matrix({ ...x, shape: [-2, -3] })]), /2 to 32 dimensions from 0, and found -2 × -3/],
    'sides beyond every number': [writeMat([matrix({ ...x, shape: Array.from({ length: 32 }, () => 2 ** 31 - 1) })]), /expected 3\.1e\+299 bytes.*found 48 bytes|and found 48 bytes/],
    'an unknown class': [writeMat([matrix({ ...x, kind: 99 })]), /a class of array from 1 to 17, and found 99/],
    'an element that is no array': [writeMat([element(9, new Uint8Array(8))]), /expected arrays, and found an element of type 9/],
    'packed data that are damaged': [changed(packed, 150), /whole packed data|checksum|expected/],
    'packed data with another checksum': [changed(packed, packed.length - 1), /the checksum that packed data end with, and found another/],
    'packed data that are none': [writeMat([element(15, new Uint8Array(20), true, false)]), /data packed with zlib, and found others/],
    'packed data in packed data': [writeMat([packedElement(packedElement(matrix(x)))]), /an array in the packed data, and found packed data again|and found more/],
    'packed data that say they are shorter': [writeMat([packedElement(claims(matrix(x), 4, 40))]), /48 bytes when it is unpacked, as it says, and found more/],
    'packed data that claim 4 GB': [writeMat([packedElement(claims(matrix(x), 4, 0xfffffff0))]), /at most 1,073,741,824 bytes, and found one that claims 4,294,967,280/],
    'a bomb': [writeMat([packedElement(claims(matrix(x), 4, 500_000_000))]), /packed to no less than 1\/500/],
  };
  it.each(Object.entries(cases))('%s', async (_, [bytes, said]) => expect(await refusal(() => read(bytes))).toMatch(said));
});
