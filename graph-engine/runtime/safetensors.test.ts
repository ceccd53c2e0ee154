import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSafetensors, writeSafetensors } from './safetensors';

const weights = new Map([
  ['b/kernel', { shape: [2, 3], data: Float32Array.of(1, -2, 3.5, 0, 1e-30, 1e30) }],
  ['a/bias', { shape: [2], data: Float32Array.of(0.25, -0) }],
  ['scalar', { shape: [], data: Float32Array.of(7) }],
  ['empty', { shape: [0, 4], data: new Float32Array(0) }],
]);
const file = (header: unknown, body = 0): Uint8Array => {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + body);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
};
const problemOf = (bytes: Uint8Array): string => {
  const result = readSafetensors(bytes);
  if (!('problem' in result)) throw new Error('was read');
  return result.problem;
};

describe('safetensors', () => {
  it('reads what it wrote, from anywhere in a buffer', () => {
    const bytes = writeSafetensors(weights, { step: '12' });
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    for (const source of [bytes, shifted.subarray(3)]) {
      const result = readSafetensors(source);
      expect(result).toEqual({ tensors: weights, metadata: { step: '12' } });
    }
  });
  it('lays out as the format says', () => {
    const bytes = writeSafetensors(new Map([['x', { shape: [1], data: Float32Array.of(1) }]]));
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    expect(length % 8).toBe(0);
    expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))).toEqual({ x: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } });
    expect([...bytes.subarray(8 + length)]).toEqual([0, 0, 0x80, 0x3f]);
  });
  it('gives equal bytes for equal weights, in whatever order they come', () => {
    expect(writeSafetensors(new Map([...weights].reverse()))).toEqual(writeSafetensors(weights));
  });
  it.each([
    ['an empty file', new Uint8Array(0), /has 0 in all/],
    ['a header beyond the file', Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255, 1), /claims 18446744073709551615 bytes/],
    ['a header that is no JSON', file('{"x":'), /not valid JSON/],
    ['a header that is a list', file([]), /no JSON object/],
    ['another number type', file({ x: { dtype: 'F16', shape: [2], data_offsets: [0, 4] } }, 4), /"x" holds numbers of type "F16"/],
    ['a negative size', file({ x: { dtype: 'F32', shape: [-1], data_offsets: [0, 4] } }, 4), /has the shape \[-1\]/],
    ['sizes whose product overflows', file({ x: { dtype: 'F32', shape: [2 ** 52, 2 ** 52], data_offsets: [0, 4] } }, 4), /which takes/],
    ['offsets beyond the file', file({ x: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } }, 4), /claims the bytes 0 to 8, and the file has 4/],
    ['offsets backwards', file({ x: { dtype: 'F32', shape: [0], data_offsets: [4, 0] } }, 4), /claims the bytes 4 to 0/],
    ['a shape that is not its length', file({ x: { dtype: 'F32', shape: [3], data_offsets: [0, 4] } }, 4), /takes 12 bytes, and is given 4/],
    ['tensors that overlap', file({ x: { dtype: 'F32', shape: [1], data_offsets: [0, 4] }, y: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } }, 4), /overlap or leave a gap/],
    ['bytes of no tensor', file({}, 4), /4 bytes that belong to no tensor/],
    ['metadata that are no texts', file({ __metadata__: { a: 1 } }), /must be texts/],
  ])('refuses %s', (_, bytes, message) => expect(problemOf(bytes)).toMatch(message));
  it('keeps a name like __proto__ a name', () => {
    const result = readSafetensors(file('{"__proto__":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 4));
    expect('tensors' in result && [...result.tensors.keys()]).toEqual(['__proto__']);
    const hostile = new Map([['__proto__', { shape: [1], data: Float32Array.of(1) }]]);
    expect(readSafetensors(writeSafetensors(hostile))).toMatchObject({ tensors: hostile });
  });
  it('never throws on a damaged file', () => {
    const bytes = writeSafetensors(weights, { step: '1' });
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length), (at, value, length) => {
        const damaged = bytes.slice(0, length);
        if (at < length) damaged[at] = value;
        readSafetensors(damaged);
      }),
      { numRuns: 500 },
    );
  });
});
