/** Rows of a table go in as they stand: gaps, categories that have no name, and numbers far from 0. */
import { beforeAll, expect, it } from 'vitest';
import { chooseBackend } from '../../runtime/backends/choose';
import { differences, tooFar } from '../../testing/export-onnx';
import { trainForInference } from '../../testing/train-for-inference';
import { openOnnx } from '../../testing/onnx';
import { rowsDocument, rowsOfEveryKind } from '../../testing/rows-of-every-kind';
import type { ExportedFile } from '../program/target';
import { generateOnnx, refusals } from '.';

const textOf = (files: readonly ExportedFile[], path: string): string => (files.find((file) => file.path === path) as { readonly text: string }).text;

beforeAll(() => chooseBackend('wasm'));

it.each([['squared', { kind: 'squared' }, false], ['by column, with the mask', { kind: 'mixed' }, true]] as const)('%s', async (name, loss, masked) => {
  const { files, refused, session } = await trainForInference({ generate: generateOnnx, refusals }, rowsDocument(name, loss, masked), { dataset: rowsOfEveryKind() });
  expect(refused).toEqual([]);
  for (const items of [1, 20]) {
    const found = await differences(await files(items));
    expect(Object.keys(found)).toHaveLength(8);
    expect(tooFar(found)).toEqual({});
  }
  const written = await files(3);
  session.dispose();
  const { bytes } = written.find(({ path }) => path === 'model.onnx') as { readonly bytes: Uint8Array };
  const model = await openOnnx(bytes);
  // One raw row is all that it takes: the category that is embedded and the mask are found in it.
  expect(model.inputNames).toEqual(['data']);
  const row = [1.7e12, Number.NaN, 3, Number.NaN, 2, 1e6, 9];
  const { reconstruction, restored } = await model.run({ data: { shape: [1, 7], data: Float64Array.from(row) } });
  // What is missing of a category is what has no name, but to the mask.
  const missing = await model.run({ data: { shape: [1, 7], data: Float64Array.from(row, (x, i) => (i === 2 || i === 6 ? Number.NaN : x)) } });
  if (masked) expect(missing['reconstruction']!.data).not.toEqual(reconstruction!.data);
  else expect(missing['reconstruction']!.data).toEqual(reconstruction!.data);
  expect(reconstruction!.data.every(Number.isFinite)).toBe(true);
  // A day of the week that it was trained on, to the millisecond; and a place among the names of a colour, or that of any other.
  expect(restored!.shape).toEqual([1, 6]);
  expect(Math.abs(restored!.data[0]! - 1.7e12)).toBeLessThan(3e9);
  expect(Math.fround(restored!.data[0]!)).not.toBe(restored!.data[0]!);
  expect([0, 1, 2, 3]).toContain(restored!.data[2]!);
  expect(textOf(written, 'README.md')).toContain('- 2: colour: one of red, green, blue (one-hot)');
  expect(textOf(written, 'README.md')).toContain('of a category the place of its likeliest name. Weights');
  const told = new TextDecoder().decode(bytes);
  expect(told).toContain('["usual","odd"]');
  expect(told).toContain('"names":["red","green","blue"]');
});
