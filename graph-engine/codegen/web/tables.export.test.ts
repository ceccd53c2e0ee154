/** Rows of a table go in as they stand, and what cannot be items is told with what was expected and what was found. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pathToFileURL } from 'node:url';
import { templates } from '@/templates/registry';
import { chooseBackend } from '../../runtime/backends/choose';
import { exportFolder, runNode, tablesFor, typecheckModules, writeFiles } from '../../testing/export-project';
import { trainForInference } from '../../testing/train-for-inference';
import { rowsDocument, rowsOfEveryKind } from '../../testing/rows-of-every-kind';
import { generateWeb, refusals } from '.';

const folder = exportFolder();
beforeAll(() => chooseBackend('wasm'));
afterAll(() => folder.remove());

interface Values {
  readonly shape: readonly number[];
  readonly values: Float32Array | Float64Array;
}
interface Loaded {
  load(given?: { weights?: Uint8Array; kernels?: Uint8Array }): Promise<Record<'encode' | 'decode' | 'reconstruct' | 'score', (items: unknown) => Record<string, Values>>>;
}
const load = (path: string): Promise<Loaded> => import(/* @vite-ignore */ pathToFileURL(`${path}/model.js`).href) as Promise<Loaded>;

it.each([['squared', { kind: 'squared' }, false], ['by column, with the mask', { kind: 'mixed' }, true]] as const)('rows, %s', async (name, loss, masked) => {
  const path = `${folder.path}/rows-${masked}`;
  const { files, session, refused } = await trainForInference({ generate: generateWeb, refusals }, rowsDocument(name, loss, masked), { dataset: rowsOfEveryKind() });
  expect(refused).toEqual([]);
  for (const items of [1, 20]) {
    writeFiles(path, await files(items));
    const { status, output } = await runNode(process.execPath, path, 'verify.js');
    expect(output.match(/greatest difference \d/g)).toHaveLength(8);
    expect(status, output).toBe(0);
  }
  session.dispose();
  const model = await (await load(path)).load();
  const row = [1.7e12, Number.NaN, 3, Number.NaN, 2, 1e6, 9];
  const { reconstruction, restored } = model.reconstruct(row);
  // What is missing of a category is what has no name, but to the mask.
  const missing = model.reconstruct([row.with(2, Number.NaN).with(6, Number.NaN)]);
  if (masked) expect(missing['reconstruction']!.values).not.toEqual(reconstruction!.values);
  else expect(missing['reconstruction']!.values).toEqual(reconstruction!.values);
  // A day of the week that it was trained on, to the millisecond; and a place among the names of a colour, or that of any other.
  expect(restored!.shape).toEqual([1, 6]);
  expect(Math.abs(restored!.values[0]! - 1.7e12)).toBeLessThan(3e9);
  expect(Math.fround(restored!.values[0]!)).not.toBe(restored!.values[0]!);
  expect([0, 1, 2, 3]).toContain(restored!.values[2]!);
  expect(() => model.score(row.with(0, Infinity))).toThrow('score: “data” takes items of 7 numbers, and number 0 of item 0 is Infinity; expected a finite number, or NaN where nothing was measured.');
});

it('says what it expected and what it found', async () => {
  const document = templates['conv-vae'].create();
  const path = `${folder.path}/vae`;
  const { files, session } = await trainForInference({ generate: generateWeb, refusals }, document, await tablesFor(document, 400), 1);
  writeFiles(path, await files(2));
  session.dispose();
  const module = await load(path);
  const model = await module.load();
  const item = new Float32Array(784).fill(0.5);
  expect(() => model.encode(item.subarray(1))).toThrow('encode: “data” takes items of 28 × 28 × 1 = 784 numbers, and got 783 numbers.');
  expect(() => model.encode([])).toThrow('and got 0 numbers');
  expect(() => model.encode([item, item.subarray(4)])).toThrow('and item 1 has 780.');
  expect(() => model.encode(item.with(3, Number.NaN))).toThrow('and number 3 of item 0 is NaN; expected a finite number.');
  expect(() => model.encode(new Uint8Array(784))).toThrow('and got Uint8Array. Divide bytes of pictures by 255');
  expect(() => model.encode(undefined)).toThrow('and got undefined.');
  expect(() => model.decode(new Float32Array(15))).toThrow('decode: “code” takes items of 16 numbers, and got 15 numbers.');
  await expect(module.load({ weights: new Uint8Array(5) })).rejects.toThrow('weights.safetensors is cut off, or is no safetensors file: it has 5 bytes.');
  const empty = new TextEncoder().encode('\u0008\0\0\0\0\0\0\0{}      ');
  await expect(module.load({ weights: empty })).rejects.toThrow('weights.safetensors does not hold encoder/encoder-1/kernel [4, 4, 1, 16], which this model needs.');
  await expect(module.load({ kernels: new Uint8Array(9) })).rejects.toThrow('kernels.wasm does not run here, which takes WebAssembly with SIMD: ');
  // Any number of items, in either form, gives the same; and so does a model that is loaded beside it.
  const many = Array.from({ length: 130 }, (_, i) => item.map((x, j) => (x * ((i + j) % 7)) / 7));
  const together = model.encode(many)['code']!;
  expect(together.shape).toEqual([130, 16]);
  const beside = (await module.load()).encode(many.flatMap((one) => [...one]))['code']!;
  expect(beside).toEqual(together);
  const last = model.encode(many[129])['code']!;
  last.values.forEach((x, i) => expect(x).toBeCloseTo(together.values[129 * 16 + i]!, 5));
  const uses = (body: string): string => `import { load, type Values } from './model.js';\nconst model = await load();\n${body}\n`;
  expect((await typecheckModules([path], uses('const code: Values<Float32Array> = model.encode([new Float32Array(784), [0]]).code;\nexport const { score } = model.score([1]);\nvoid code;'))).output).toBe('');
  expect((await typecheckModules([path], uses("model.encode('text');"))).output).toContain('TS2345');
});
