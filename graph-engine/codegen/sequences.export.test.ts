/** Layers for sequences in every export, without a mask and with one: each gives what the studio gives with the same weights. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseBackend } from '../runtime/backends/choose';
import { differences, tooFar } from '../testing/export-onnx';
import { exportFolder, runScript, tablesFor, trainAndExport, tsx, typecheck } from '../testing/export-project';
import { gradientScript, lossesAndGradients, trainAndExportTo } from '../testing/export-python';
import { python, pythonFolder, runPython } from '../testing/python';
import { maskedRows, rowsAsSequence } from '../testing/sequence-document';
import { trainForInference } from '../testing/train-for-inference';
import { verifyWeb } from '../testing/verify-web.node';
import { generateOnnx, refusals as ofOnnx } from './onnx';

beforeAll(() => chooseBackend('wasm'));
const documents = [['plain', rowsAsSequence()], ['masked', maskedRows()]] as const;
const folder = exportFolder();
const pythons = pythonFolder();
afterAll(() => [folder, pythons].forEach((one) => one.remove()));

describe.each(documents)('%s', (name, document) => {
  it('ONNX', async () => {
    const { files, refused, session } = await trainForInference({ generate: generateOnnx, refusals: ofOnnx }, document, await tablesFor(document, 200));
    expect(refused).toEqual([]);
    for (const items of [1, 5]) expect(tooFar(await differences(await files(items)))).toEqual({});
    session.dispose();
  });

  it('a module for the web', async () => {
    await verifyWeb(document, `${folder.path}/web-${name}`);
  });

  it.skipIf(!python)('PyTorch, with its losses and derivatives, and it trains', async () => {
    const path = `${pythons.path}/${name}`;
    (await trainAndExportTo(document, path, { tableSize: 200 })).dispose();
    const verified = await runPython(path, 'verify.py');
    expect(verified.status, verified.output).toBe(0);
    pythons.write(`${name}/gradients.safetensors`, await lossesAndGradients(document));
    pythons.write(`${name}/compare.py`, gradientScript('all'));
    expect((await runPython(path, 'compare.py')).output).toBe('compared\n');
    expect(await runPython(path, 'train.py', '--device', 'cpu', '--epochs', '1', '--steps', '3', '--batch', '8')).toMatchObject({ status: 0 });
    expect(readFileSync(`${path}/functions.py`, 'utf8')).toContain(name === 'masked' ? 'def masked_attention(' : 'def scaled_dot_product_attention(');
  });

  it('TypeScript, and it trains', async () => {
    const path = `${folder.path}/typescript-${name}`;
    await trainAndExport(document, path, { steps: 4, items: 5, tableSize: 200 });
    const types = await typecheck(folder.path, `typescript-${name}`);
    expect(types.status, types.output).toBe(0);
    const verified = await runScript(path, tsx, 'src/verify.ts');
    expect(verified.status, verified.output).toBe(0);
    const trained = await runScript(path, tsx, 'src/train.ts', '--steps', '3');
    expect(trained.status, trained.output).toBe(0);
  });
});
