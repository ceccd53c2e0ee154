/** Layers for sequences in every export: each gives what the studio gives with the same weights. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseBackend } from '../runtime/backends/choose';
import { differences, tooFar } from '../testing/export-onnx';
import { exportFolder, runNode, runScript, tablesFor, trainAndExport, tsx, typecheck, writeFiles } from '../testing/export-project';
import { gradientScript, lossesAndGradients, trainAndExportTo } from '../testing/export-python';
import { python, pythonFolder, runPython } from '../testing/python';
import { rowsAsSequence } from '../testing/sequence-document';
import { trainForInference } from '../testing/train-for-inference';
import { generateOnnx, refusals as ofOnnx } from './onnx';
import { generateWeb, refusals as ofWeb } from './web';

beforeAll(() => chooseBackend('wasm'));

it('ONNX', async () => {
  const document = rowsAsSequence();
  const { files, refused, session } = await trainForInference({ generate: generateOnnx, refusals: ofOnnx }, document, await tablesFor(document, 200));
  expect(refused).toEqual([]);
  for (const items of [1, 5]) expect(tooFar(await differences(await files(items)))).toEqual({});
  session.dispose();
});

describe('a module for the web', () => {
  const folder = exportFolder();
  afterAll(() => folder.remove());
  it('gives what the studio gives', async () => {
    const document = rowsAsSequence();
    const { files, refused, session } = await trainForInference({ generate: generateWeb, refusals: ofWeb }, document, await tablesFor(document, 200));
    expect(refused).toEqual([]);
    writeFiles(folder.path, await files(5));
    session.dispose();
    const { status, output } = await runNode(process.execPath, folder.path, 'verify.js');
    expect(status, output).toBe(0);
  });
});

describe.skipIf(!python)('PyTorch', () => {
  const folder = pythonFolder();
  afterAll(() => folder.remove());
  it('gives what the studio gives, with its losses and derivatives, and trains', async () => {
    const document = rowsAsSequence();
    const path = `${folder.path}/rows`;
    (await trainAndExportTo(document, path, { tableSize: 200 })).dispose();
    expect(await runPython(path, 'verify.py')).toMatchObject({ status: 0 });
    folder.write('rows/gradients.safetensors', await lossesAndGradients(document));
    folder.write('rows/compare.py', gradientScript('all'));
    expect((await runPython(path, 'compare.py')).output).toBe('compared\n');
    expect(await runPython(path, 'train.py', '--device', 'cpu', '--epochs', '1', '--steps', '3', '--batch', '8')).toMatchObject({ status: 0 });
    const model = readFileSync(`${path}/model.py`, 'utf8');
    expect(model + readFileSync(`${path}/functions.py`, 'utf8')).toContain('def scaled_dot_product_attention(');
  });
});

describe('TypeScript', () => {
  const folder = exportFolder();
  afterAll(() => folder.remove());
  it('gives what the studio gives', async () => {
    await trainAndExport(rowsAsSequence(), `${folder.path}/rows`, { steps: 4, items: 5, tableSize: 200 });
    const types = await typecheck(folder.path, 'rows');
    expect(types.status, types.output).toBe(0);
    const verified = await runScript(`${folder.path}/rows`, tsx, 'src/verify.ts');
    expect(verified.status, verified.output).toBe(0);
  });
});
