import { unzlibSync } from 'fflate';
import { expect, it } from 'vitest';
import { png } from '../../data/formats/png';
import { stripPng } from './strip-png';

it('draws items above what came back of them, each pixel as large as it takes', async () => {
  const input = { shape: [28, 28, 1], count: 2, values: new Float32Array(2 * 28 * 28) };
  input.values[28 * 28] = 1;
  const output = { ...input, values: input.values.map((x) => 1 - x) };
  const bytes = stripPng([input, output])!;
  const [{ width, height, channels, pixels }] = (await png.read({ name: 'strip.png', bytes })) as [Awaited<ReturnType<typeof png.read>>[number]];
  expect([width, height]).toEqual([2 * 56 + 4, 2 * 56 + 4]);
  const at = (x: number, y: number): number => pixels[channels * (y * width + x)]!;
  // The first pixel of the second item is white in the file, and black in what came back.
  expect([at(0, 0), at(60, 0), at(61, 1), at(62, 0), at(0, 60), at(60, 60)]).toEqual([0, 255, 255, 0, 255, 0]);
});
it('lets through what the picture lies on between the items', () => {
  const [colors, type] = [4, 6];
  const bytes = stripPng([{ shape: [28, 28, 1], count: 2, values: new Float32Array(2 * 28 * 28) }])!;
  expect(bytes[25]).toBe(type);
  const data = new DataView(bytes.buffer, bytes.byteOffset);
  const from = bytes.findIndex((_, at) => data.byteLength > at + 4 && data.getUint32(at) === 0x49_44_41_54);
  const lines = unzlibSync(bytes.subarray(from + 4, from + 4 + data.getUint32(from - 4)));
  const alpha = (x: number): number => lines[1 + colors * x + 3]!;
  expect([alpha(0), alpha(55), alpha(56), alpha(59), alpha(60)]).toEqual([255, 255, 0, 0, 255]);
});
it('draws no numbers of a table', () => expect(stripPng([{ shape: [7], count: 2, values: new Float32Array(14) }])).toBeNull());
