/** What `export` refuses, of a model that has changed since it was trained: then nothing is written. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { saveDocument } from '@/graph-engine/document/save';
import { smallAutoencoder } from '@/graph-engine/testing/small-autoencoder';
import { runHere } from './testing/run-here';

const root = mkdtempSync(join(tmpdir(), 'export-'));
const at = (...parts: string[]): string => join(root, ...parts);
afterAll(() => rmSync(root, { recursive: true }));

const units = (count: number) => smallAutoencoder([['flatten'], ['dense', { units: count, activation: 'tanh' }]]);

beforeAll(async () => {
  writeFileSync(at('small.hourglass.json'), saveDocument(units(8)));
  const { status, stderr } = await runHere(['train', at('small.hourglass.json'), '--steps', '2', '--out', at('trained'), '--backend', 'cpu']);
  expect({ status, stderr }).toMatchObject({ status: 0 });
});

/** A trained folder whose document is another one. */
function edited(name: string, document: ReturnType<typeof smallAutoencoder>): string {
  cpSync(at('trained'), at(name), { recursive: true });
  writeFileSync(at(name, 'graph.hourglass.json'), saveDocument(document));
  return at(name);
}

it('exports the weights that fit', async () => {
  const { status, stderr } = await runHere(['export', at('trained'), '--target', 'typescript', '--out', at('project')]);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  expect(existsSync(at('project', 'weights.safetensors'))).toBe(true);
  expect(readFileSync(at('project', 'README.md'), 'utf8')).toContain('holds the weights as the studio trained them');
});

it('exports to PyTorch what the model computes, to be checked there', async () => {
  const { status, stdout, stderr } = await runHere(['export', at('trained'), '--target', 'pytorch', '--out', at('torch')]);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  expect(stdout).toContain('python verify.py');
  for (const path of ['weights.safetensors', 'check.safetensors', 'model.py', 'train.py', 'pyproject.toml']) expect(existsSync(at('torch', path)), path).toBe(true);
});

it('exports to ONNX what is trained, with inputs to check it by, and nothing of what is not', async () => {
  const { status, stdout, stderr } = await runHere(['export', at('trained'), '--target', 'onnx', '--out', at('onnx')]);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  expect(stdout).toContain('npm run verify');
  for (const path of ['encoder.onnx', 'decoder.onnx', 'model.onnx', 'score.onnx', 'check.safetensors', 'verify.mjs']) expect(existsSync(at('onnx', path)), path).toBe(true);
  const untrained = await runHere(['export', 'autoencoder', '--target', 'onnx', '--out', at('untrained-onnx')]);
  expect(untrained).toMatchObject({ status: 1, stderr: expect.stringContaining('Train it, then export it') as string });
  expect(existsSync(at('untrained-onnx'))).toBe(false);
});

it('exports to a module for the web, which proves itself without an installation', async () => {
  const { status, stdout, stderr } = await runHere(['export', at('trained'), '--target', 'web', '--out', at('web')]);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  expect(stdout).toContain('npm run verify');
  for (const path of ['model.js', 'model.d.ts', 'kernels.wasm', 'weights.safetensors', 'check.safetensors', 'index.html']) expect(existsSync(at('web', path)), path).toBe(true);
  const said = spawnSync(process.execPath, ['verify.js'], { cwd: at('web'), encoding: 'utf8' });
  expect(said, said.stderr).toMatchObject({ status: 0 });
  expect(said.stdout).toMatch(/score, score: greatest difference \d/);
});

it.each([
  ['wider', units(9), /Encoder.*Dense|Dense.*Encoder/],
  ['deeper', smallAutoencoder([['flatten'], ['dense', { units: 8, activation: 'tanh' }], ['dense', { units: 8, activation: 'tanh' }]]), /Encoder/],
] as const)('refuses a model that is %s than its weights, in one line, and writes nothing', async (name, document, where) => {
  const folder = edited(name, document);
  const { status, stdout, stderr } = await runHere(['export', folder, '--target', 'typescript', '--out', at(`${name}-project`)]);
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(/has changed since it was trained: its weights do not hold/);
  expect(stderr).toMatch(where);
  expect(stderr).toContain(`hourglass train ${folder} --out ${folder}`);
  expect(existsSync(at(`${name}-project`))).toBe(false);
});
