/** Rows of a table go in as they stand: gaps, categories that have no name, and numbers far from 0. */
import { beforeAll, expect, it } from 'vitest';
import { printColumns, type ColumnSettings } from '../../data/columns/settings';
import type { DataTable } from '../../data/table';
import type { HourglassDocument, Params } from '../../document/types';
import { Random } from '../../random/random';
import { chooseBackend } from '../../runtime/backends/choose';
import { graph } from '../../testing/build-document';
import { differences, tooFar, trainForOnnx } from '../../testing/export-onnx';
import { openOnnx } from '../../testing/onnx';
import type { ExportedFile } from '../program/target';

const COUNT = 60;
const columns: readonly ColumnSettings[] = [
  // Milliseconds since 1970, of one week.
  { name: 'when', kind: 'number' },
  { name: 'amount', kind: 'number', preparation: 'log', missing: 'indicator', weight: 2 },
  { name: 'colour', kind: 'category', names: ['red', 'green', 'blue'], weight: 0.5 },
  { name: 'what', kind: 'label', names: ['usual', 'odd'] },
  { name: 'load', kind: 'number', preparation: 'robust', missing: 'median' },
  { name: 'rate', kind: 'number', preparation: 'min-max' },
  { name: 'rate 2', kind: 'number', preparation: 'min-max' },
  { name: 'shop', kind: 'category', names: ['a', 'b'], preparation: 'embedding' },
];
/** 1 + 2 + 4 + 1 + 1 + 1 */
const WIDTH = 10;
const gap = (random: Random, value: number): number => (random.chance(0.2) ? Number.NaN : value);
function table(): DataTable {
  const random = new Random(4);
  const rows = Array.from({ length: COUNT }, () => [1.7e12 + Math.round(random.uniform(0, 6e8)), gap(random, Math.exp(random.uniform(0, 12)) - 5), random.integer(4), gap(random, random.uniform(-50, 50)), random.integer(7), random.uniform(1e6, 1e6 + 3), random.integer(3)]);
  return { name: 'rows', shape: [7], range: 'real', count: COUNT, values: Float64Array.from(rows.flat()), scale: 1, labels: Uint8Array.from({ length: COUNT }, (_, i) => i % 2), labelNames: ['usual', 'odd'], factors: null };
}
function documentOf(name: string, loss: Params, masked: boolean): HourglassDocument {
  const plain = graph({ name })
    .node('dataset', { source: 'file', fileName: 'rows.csv', columns: printColumns(columns) })
    .node('embedding', { size: 2 })
    .node('concat')
    .node('encoder', {}, { layers: [['dense', { units: 8, activation: 'tanh' }]] })
    .node('bottleneck', { kind: 'vector', size: 3 })
    .node('decoder', { output: 'linear' }, { layers: [['dense', { units: WIDTH, activation: 'linear' }]] })
    .node('loss', loss)
    .wire('dataset.shop', 'embedding.in')
    .wire('dataset.data', 'concat.in')
    .wire('embedding.out', 'concat.in')
    .wire('concat.out', 'encoder.in')
    .wire('encoder.out', 'bottleneck.in')
    .wire('bottleneck.code', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target');
  return (masked ? plain.wire('dataset.mask', 'concat.in') : plain).done();
}
const textOf = (files: readonly ExportedFile[], path: string): string => (files.find((file) => file.path === path) as { readonly text: string }).text;

beforeAll(() => chooseBackend('wasm'));

it.each([['squared', { kind: 'squared' }, false], ['by column, with the mask', { kind: 'mixed' }, true]] as const)('%s', async (name, loss, masked) => {
  const { files, refused, session } = await trainForOnnx(documentOf(name, loss, masked), { dataset: table() });
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
