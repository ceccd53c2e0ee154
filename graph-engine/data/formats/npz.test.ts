import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { npz } from './npz';
import { tableOfArrays } from './array-table';
import { refusal } from './testing/refusal';
import { ascii, npyOf, writeNpy } from './testing/write-numbers';
import { writeZip } from './testing/write-zip';

const x = writeNpy('f4', [2, 2], [1, 2, 3, 4]);
const y = writeNpy('i8', [2], [0, 1]);
const objects = npyOf("{'descr': '|O', 'fortran_order': False, 'shape': (), }", ascii('\x80\x04.'));
const read = (files: Parameters<typeof writeZip>[0], name = 'far/x.npz') => npz.read({ name, bytes: writeZip(files) });

it.each([0, 8])('reads each array, with method %i', async (method) => {
  const arrays = await read([{ name: 'x.npy', data: x, method }, { name: 'y.npy', data: y, method }]);
  expect(arrays).toEqual([
    { name: 'x', shape: [2, 2], values: Float32Array.of(1, 2, 3, 4), notes: [] },
    { name: 'y', shape: [2], values: Int32Array.of(0, 1), notes: [] },
  ]);
});

it('leaves out what holds no numbers, and tells it with each array', async () => {
  const arrays = await read([{ name: 'metadata.npy', data: objects }, { name: 'x.npy', data: x }, { name: 'readme.txt', data: ascii('hello') }]);
  expect(arrays.map(({ name }) => name)).toEqual(['x']);
  expect(arrays[0]!.notes.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^x\.npz: metadata is left out, since it holds Python objects \(pickled\), which are never opened \(\|O\)\. Save numbers/),
    expect.stringMatching(/^x\.npz: readme\.txt is no array/),
  ]);
});

it('is told from other archives by its name, or by what lies first in it', () => {
  const bytes = writeZip([{ name: 'x.npy', data: x }]);
  expect([npz.recognises(bytes, 'a.npz'), npz.recognises(bytes, 'a.zip'), npz.recognises(writeZip([{ name: 'a.png' }]), 'a.zip'), npz.recognises(x, 'a.npz')]).toEqual([true, true, false, false]);
});

describe('what is refused', () => {
  it('arrays of objects alone, no array, and nothing', async () => {
    expect(await refusal(() => read([{ name: 'metadata.npy', data: objects }]))).toMatch(/^far\/x\.npz, metadata: expected an array of numbers, and found one of Python objects/);
    expect(await refusal(() => read([{ name: 'a.txt', data: x }]))).toMatch(/arrays of NumPy \(\.npy\) in the archive, and found 1 other files/);
    expect(await refusal(() => read([]))).toMatch(/and found an empty one/);
  });
  it('an array that is cut off, with its name', async () => {
    expect(await refusal(() => read([{ name: 'x.npy', data: x }, { name: 'y.npy', data: y.subarray(0, -1) }]))).toMatch(/^far\/x\.npz, y: expected 16 bytes for 2 64-bit integers, and found 15 bytes/);
  });
  it('arrays of more than 2 GB in all, before one is unpacked', async () => {
    const body = new Uint8Array(5_000_000);
    const files = Array.from({ length: 3 }, (_, i) => ({ name: `${i}.npy`, body, unpacked: 10 ** 9 }));
    expect(await refusal(() => read(files))).toMatch(/at most 2,147,483,648 bytes of arrays, and found 3,000,000,000 bytes\. Save fewer items/);
  });
});

const path = new URL('../../../../shared/data/dsprites/dsprites_gif_frames.npz', import.meta.url).pathname;
if (!existsSync(path)) console.log('skipped: no data at ../shared/data/dsprites');
it.skipIf(!existsSync(path))('frames of dSprites', async () => {
  const name = 'dsprites_gif_frames.npz';
  const arrays = await npz.read({ name, bytes: new Uint8Array(readFileSync(path)) });
  expect(arrays.map((array) => [array.name, ...array.shape])).toEqual([['imgs', 320, 64, 64]]);
  const table = tableOfArrays([{ name, arrays }]);
  expect(table).toMatchObject({ name, shape: [64, 64, 1], count: 320, range: 'binary', scale: 1, labels: null, factors: null, notes: [] });
  expect(table.values.length).toBe(320 * 64 * 64);
});
