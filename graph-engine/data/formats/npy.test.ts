import { describe, expect, it } from 'vitest';
import type { NumberType } from './byte-order';
import { npy, parseNpy } from './npy';
import { refusal } from './testing/refusal';
import { npyOf, writeNpy } from './testing/write-numbers';

const read = (bytes: Uint8Array) => parseNpy(bytes, 'x.npy', 'x');
const counting = (length: number): number[] => Array.from({ length }, (_, i) => i);

describe('every type of number, in both orders of bytes', () => {
  const cases: Record<string, readonly [NumberType, readonly number[], string]> = {
    booleans: ['b1', [0, 1, 1, 0], 'Uint8Array'],
    'unsigned bytes': ['u1', [0, 1, 200, 255], 'Uint8Array'],
    'signed bytes': ['i1', [0, -1, -128, 127], 'Int8Array'],
    u2: ['u2', [0, 1, 258, 65_535], 'Uint16Array'],
    i2: ['i2', [0, -2, 258, -32_768], 'Int16Array'],
    u4: ['u4', [0, 1, 66_051, 2 ** 32 - 1], 'Uint32Array'],
    i4: ['i4', [0, -3, 66_051, -(2 ** 31)], 'Int32Array'],
    f2: ['f2', [0, -1.5, 65_504, 0.25], 'Float32Array'],
    f4: ['f4', [0, -1.5, 2 ** 100, 0.25], 'Float32Array'],
    f8: ['f8', [0, -1.5, 1e300, 0.1], 'Float64Array'],
    'i8 that fit 32 bits': ['i8', [0, -3, 66_051, -(2 ** 31)], 'Int32Array'],
    'u8 that fit 32 bits': ['u8', [0, 3, 66_051, 2 ** 32 - 1], 'Uint32Array'],
    'i8 that fit a float': ['i8', [0, -3, 2 ** 53 - 1, -(2 ** 53) + 1], 'Float64Array'],
    'u8 that a float holds': ['u8', [0, 3, 2 ** 63, 2 ** 53], 'Float64Array'],
  };
  it.each(Object.entries(cases))('%s', (_, [type, values, kind]) => {
    for (const little of [true, false]) {
      for (const version of [1, 2, 3]) {
        const array = read(writeNpy(type, [2, 2], values, { little, version }));
        expect([...array.values]).toEqual(values);
        expect(array).toMatchObject({ name: 'x', shape: [2, 2], notes: [] });
        expect(array.values.constructor.name).toBe(kind);
      }
    }
  });

  it('integers of 64 bits that no float holds are rounded, and told', () => {
    const bytes = writeNpy('i8', [3], [1, 2 ** 60, 5]);
    bytes[bytes.length - 16]! ^= 1;
    const array = read(bytes);
    expect([...array.values]).toEqual([1, 2 ** 60, 5]);
    expect(array.notes[0]!.text).toMatch(/^x\.npy: 1 of its 64-bit integers are beyond ±2\^53 and were rounded .*the first at place 1\./);
  });

  it('booleans that are written as other numbers than 1', () => {
    const bytes = writeNpy('b1', [3], [0, 1, 0]);
    bytes[bytes.length - 1] = 7;
    expect([...read(bytes).values]).toEqual([0, 1, 1]);
  });
});

describe('orders', () => {
  it('column-major arrays are turned', () => {
    // What a[i, j, k] = 12 i + 4 j + k is when the first axis runs fastest.
    const values: number[] = [];
    for (let k = 0; k < 4; k++) for (let j = 0; j < 3; j++) for (let i = 0; i < 2; i++) values.push(12 * i + 4 * j + k);
    for (const type of ['u1', 'f8'] as const) expect([...read(writeNpy(type, [2, 3, 4], values, { columnMajor: true })).values]).toEqual(counting(24));
    expect([...read(writeNpy('u1', [5, 1], counting(5), { columnMajor: true })).values]).toEqual(counting(5));
  });
  it('no number, one number, and no dimension', () => {
    expect(read(writeNpy('f4', [0, 3], []))).toMatchObject({ shape: [0, 3], values: new Float32Array(0) });
    expect(read(writeNpy('f4', [], [4]))).toMatchObject({ shape: [], values: Float32Array.of(4) });
  });
  it('copies nothing that lies as it should, wherever the file begins', () => {
    const bytes = writeNpy('f4', [3], [1, 2, 3]);
    expect(read(bytes).values.buffer).toBe(bytes.buffer);
    const moved = new Uint8Array(bytes.length + 3);
    moved.set(bytes, 3);
    expect([...read(moved.subarray(3)).values]).toEqual([1, 2, 3]);
    expect([...read(Buffer.from(moved.buffer, 3)).values]).toEqual([1, 2, 3]);
  });
  it('is called as its file, without the folder', async () => {
    const bytes = writeNpy('u1', [1], [1]);
    expect((await npy.read({ name: 'far/faces.npy', bytes }))[0]!.name).toBe('faces');
    expect(npy.recognises(bytes, 'anything')).toBe(true);
    expect(npy.recognises(Uint8Array.of(0x93), 'a.npy')).toBe(false);
  });
  it('headers of Python 2', () => {
    expect(read(npyOf("{'shape': (2L, 1L), 'fortran_order': False, 'descr': \"|u1\"}", Uint8Array.of(4, 5)))).toMatchObject({ shape: [2, 1] });
  });
});

describe('what is refused', () => {
  const header = (descr: string, shape = '(2,)', order = 'False') => npyOf(`{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }`, new Uint8Array(8));
  const whole = writeNpy('f4', [3], [1, 2, 3]);
  const cases: Record<string, readonly [Uint8Array, RegExp]> = {
    'an empty file': [new Uint8Array(0), /^x\.npy: expected a NumPy array.*found an empty file/],
    'another file': [Uint8Array.of(1, 2, 3), /another beginning/],
    'a beginning alone': [whole.subarray(0, 8), /a beginning of 10 bytes, and found 8 bytes\. It is cut off/],
    'a cut in the header': [whole.subarray(0, 60), /a header of 118 bytes, and found 50 bytes after its length/],
    'a cut in the numbers': [whole.subarray(0, -1), /^x\.npy: expected 12 bytes for 3 32-bit floats, and found 11 bytes\. It is cut off/],
    'trailing bytes': [Uint8Array.of(...whole, 0), /expected 12 bytes.*found 13 bytes\. There is something after the data/],
    'a version of the future': [npyOf('{}', new Uint8Array(0), 4), /version 1, 2 or 3 of the format, and found version 4/],
    'a header that claims 4 GB': [whole.map((byte, i) => (i === 6 ? 2 : i >= 8 && i < 12 ? 255 : byte)), /a header of at most 1,000,000 bytes, and found one that claims 4,294,967,295/],
    'a header that is no dictionary': [npyOf('[1, 2]', new Uint8Array(0)), /a dictionary of Python, and found something else/],
    'a header that runs code': [npyOf("__import__('os').system('true')", new Uint8Array(0)), /a dictionary of Python/],
    'brackets without end': [npyOf('('.repeat(5000), new Uint8Array(0)), /a dictionary of Python/],
    '10 GB': [header("'<f8'", '(1250000000,)'), /expected 10,000,000,000 bytes for 1250000000 64-bit floats, and found 8 bytes/],
    'a product beyond every number': [header("'<f8'", '(4294967296, 4294967296, 4294967296)'), /expected 6\.3e\+29 bytes.*found 8 bytes/],
    'a negative side': [header("'|u1'", '(-8, -1)'), /a shape of at most 32 whole numbers from 0, and found \[-8,-1\]/],
    'a side beyond whole numbers': [header("'|u1'", '(99999999999999999999,)'), /a shape of at most 32 whole numbers/],
    'too many dimensions': [header("'|u1'", `(${'1, '.repeat(33)})`), /a shape of at most 32/],
    'no shape': [npyOf("{'descr': '|u1', 'fortran_order': False}", new Uint8Array(1)), /a shape of.*found none/],
    'no order': [header("'|u1'", '(8,)', 'None'), /True or False for fortran_order, and found null/],
    objects: [header("'|O'"), /an array of numbers, and found one of Python objects \(pickled\), which are never opened \(\|O\)\. Save numbers alone/],
    'complex numbers': [header("'<c8'"), /complex numbers \(<c8\)\. Save their real/],
    records: [header("[('a', '<f4'), ('b', '<i4')]"), /records with several fields\. Save each field/],
    texts: [header("'<U5'"), /texts \(<U5\)\. Number the classes: np\.unique/],
    'bytes as texts': [header("'|S5'"), /texts/],
    dates: [header("'<M8[ns]'"), /dates \(<M8\[ns\]\)\. Save array\.astype\("int64"\)/],
    'long floats': [header("'<f16'"), /floats of more than 64 bits/],
    'raw bytes': [header("'|V8'"), /raw bytes or records/],
    'an unknown type': [header("'<q8'"), /an unknown type \(<q8\)/],
  };
  it.each(Object.entries(cases))('%s', async (_, [bytes, said]) => expect(await refusal(() => read(bytes))).toMatch(said));
});
