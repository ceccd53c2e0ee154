import { describe, expect, it } from 'vitest';
import type { NumberType } from './byte-order';
import { safetensors } from './safetensors-arrays';
import { refusal } from './testing/refusal';
import { ascii, bytesOfNumbers, joined } from './testing/write-numbers';

const file = (header: unknown, body: Uint8Array, length?: number): Uint8Array => {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  return joined(bytesOfNumbers([length ?? json.length], 'u8'), json, body);
};
const read = (bytes: Uint8Array) => safetensors.read({ name: 'x.safetensors', bytes });
const tensor = (dtype: string, shape: readonly number[], begin: number, end: number) => ({ dtype, shape, data_offsets: [begin, end] });

describe('every type of number', () => {
  const cases: Record<string, readonly [NumberType, readonly number[]]> = {
    BOOL: ['b1', [0, 1]], U8: ['u1', [0, 255]], I8: ['i1', [-128, 127]], U16: ['u2', [0, 65_535]], I16: ['i2', [-300, 300]], U32: ['u4', [0, 2 ** 32 - 1]], I32: ['i4', [-(2 ** 31), 7]],
    U64: ['u8', [0, 2 ** 40]], I64: ['i8', [-(2 ** 40), 7]], F16: ['f2', [-1.5, 1024]], BF16: ['bf2', [-1.5, 2 ** 100]], F32: ['f4', [-1.5, 0.25]], F64: ['f8', [0.1, 1e300]],
  };
  it.each(Object.entries(cases))('%s', async (dtype, [type, values]) => {
    const body = bytesOfNumbers(values, type);
    const [array] = await read(file({ __metadata__: { by: 'hand' }, x: tensor(dtype, [2, 1], 0, body.length) }, body));
    expect(array).toMatchObject({ name: 'x', shape: [2, 1], notes: [] });
    expect([...array!.values]).toEqual(values);
  });
});

it('several tensors in any order, some empty, and at bytes that suit no type', async () => {
  const body = joined(Uint8Array.of(9), bytesOfNumbers([1, 2], 'f4'));
  const arrays = await read(file({ b: tensor('F32', [2], 1, 9), none: tensor('F32', [0, 5], 1, 1), a: tensor('U8', [], 0, 1) }, body));
  expect(arrays.map(({ name, values }) => [name, ...values])).toEqual([['b', 1, 2], ['none'], ['a', 9]]);
});
it('leaves out types that it does not know', async () => {
  const header = { a: tensor('F8_E4M3', [4], 0, 4), b: tensor('U8', [1], 4, 5) };
  const arrays = await read(file(header, new Uint8Array(5)));
  expect(arrays).toMatchObject([{ name: 'b', notes: [{ text: 'x.safetensors: a is left out, since it holds numbers of the type F8_E4M3. Convert it to F32.' }] }]);
  expect(await refusal(() => read(file({ a: header.a }, new Uint8Array(4))))).toMatch(/expected arrays of BOOL.*and found arrays of F8_E4M3 alone/);
});
it('is recognised by its header', () => {
  expect(safetensors.recognises(file({ a: tensor('U8', [1], 0, 1) }, new Uint8Array(1)), 'x')).toBe(true);
  expect(safetensors.recognises(ascii('{"a": 1, "b": 2}'), 'x.safetensors')).toBe(false);
});

describe('what is refused', () => {
  const good = tensor('F32', [2], 0, 8);
  const cases: Record<string, readonly [Uint8Array, RegExp]> = {
    'a few bytes': [Uint8Array.of(1, 2), /begins with 8 bytes for the length of its header, and found 2 bytes/],
    'a header that claims 10 GB': [file({ x: good }, new Uint8Array(8), 10 ** 10), /^x\.safetensors: expected a header of at most .*found one that claims 10,000,000,000 bytes/],
    'a header longer than the file': [file({ x: good }, new Uint8Array(8), 5000), /claims 5,000 bytes/],
    'no JSON': [file('{"x": ', new Uint8Array(0)), /a header in JSON, and found something else/],
    'invalid UTF-8': [joined(bytesOfNumbers([3], 'u8'), Uint8Array.of(0x7b, 0xff, 0x7d)), /a header in JSON/],
    'a list': [file([1], new Uint8Array(0)), /a header in JSON/],
    'no tensor': [file({}, new Uint8Array(0)), /and found none at all/],
    'an entry that is none': [file({ x: 3 }, new Uint8Array(0)), /^x\.safetensors, x: expected a type of number, and found none/],
    'a negative side': [file({ x: tensor('F32', [-2], 0, 8) }, new Uint8Array(8)), /a shape of at most 32 whole numbers from 0, and found \[-2\]/],
    '10 GB': [file({ x: tensor('F64', [1_250_000_000], 0, 10 ** 10) }, new Uint8Array(8)), /bytes within the 8 bytes after the header, and found 0 to 10000000000/],
    'a product beyond every number': [file({ x: tensor('F64', [2 ** 40, 2 ** 40], 0, 8) }, new Uint8Array(8)), /expected 9\.7e\+24 bytes.*found 8 bytes/],
    'offsets that end before they begin': [file({ x: tensor('F32', [0], 8, 4) }, new Uint8Array(8)), /and found 8 to 4/],
    'another number of bytes': [file({ x: tensor('F32', [3], 0, 8) }, new Uint8Array(8)), /12 bytes for 3 32-bit floats, and found 8 bytes/],
    'an overlap': [file({ x: good, y: tensor('F32', [2], 4, 12) }, new Uint8Array(12)), /^x\.safetensors, y: expected numbers from byte 8, where those before it end, and found an overlap from byte 4/],
    'a gap': [file({ x: good, y: tensor('F32', [1], 9, 13) }, new Uint8Array(13)), /a gap up to byte 9/],
    'trailing bytes': [file({ x: good }, new Uint8Array(9)), /expected 8 bytes of numbers, and found 9 bytes\. There is something after/],
  };
  it.each(Object.entries(cases))('%s', async (_, [bytes, said]) => expect(await refusal(() => read(bytes))).toMatch(said));
});
