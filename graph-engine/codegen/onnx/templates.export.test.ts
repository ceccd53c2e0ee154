/** Every template as ONNX: four files that give what the studio gives, for one item and for several, and prove it themselves. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { templates, type TemplateId } from '@/templates/registry';
import pack from '@/package.json';
import { findRoles } from '../../inspect/roles';
import { inferenceProgram } from '../../program/train-step';
import { chooseBackend } from '../../runtime/backends/choose';
import { differences, tooFar } from '../../testing/export-onnx';
import { trainForInference } from '../../testing/train-for-inference';
import { exportFolder, runNode, runScript, tablesFor, tsx, writeFiles } from '../../testing/export-project';
import { checkOnnx, onnxPython } from '../../testing/onnx';
import { RUNTIME } from './readme';
import { generateOnnx, refusals } from '.';

const folder = exportFolder();
beforeAll(() => chooseBackend('wasm'));
afterAll(() => folder.remove());

it('projects run in the version that is tested here', () => {
  expect(pack.devDependencies['onnxruntime-web']).toBe(RUNTIME);
});

describe.each(Object.keys(templates) as TemplateId[])('%s', (id) => {
  const path = `${folder.path}/${id}`;
  it('gives what the studio gives, for 1 item and for 5', async () => {
    const document = templates[id].create();
    const { files, session } = await trainForInference({ generate: generateOnnx, refusals }, document, await tablesFor(document, 400));
    const [one, five] = [await files(1), await files(5)];
    const { program } = inferenceProgram(document, session.analysis, 1, [findRoles(document, session.analysis).output!.tap]);
    session.dispose();
    const { bytes } = five.find(({ path: name }) => name === 'model.onnx') as { readonly bytes: Uint8Array };
    const model = new TextDecoder('latin1').decode(bytes);
    expect(program.parameters.filter(({ name, value }) => !model.includes(name) && program.ops.some(({ inputs }) => inputs.includes(value)))).toEqual([]);
    expect(five.map(({ path: name }) => name)).toEqual(expect.arrayContaining(['encoder.onnx', 'decoder.onnx', 'model.onnx', 'score.onnx', 'README.md', 'check.safetensors', 'verify.mjs', 'verify.py']));
    for (const some of [one, five]) {
      const found = await differences(some);
      expect(Object.keys(found).length).toBeGreaterThanOrEqual(6);
      expect(tooFar(found)).toEqual({});
    }
    writeFiles(path, five);
  });
  it('proves itself', async () => {
    const { status, output } = await runNode(process.execPath, path, 'verify.mjs');
    expect(output.match(/greatest difference \d/g)?.length, output).toBeGreaterThanOrEqual(6);
    expect(status, output).toBe(0);
  });
  it('runs as the README says', async () => {
    const [, code] = /```ts\n([^]*?)```/.exec(readFileSync(join(path, 'README.md'), 'utf8'))!;
    writeFileSync(join(path, 'readme.ts'), code!);
    const { status, output } = await runScript(path, tsx, 'readme.ts');
    expect(status, output).toBe(0);
    expect(output).toContain('Float32Array');
  });
  it.skipIf(!onnxPython)('is sound to the checker of ONNX', () => {
    expect(checkOnnx(path, ['encoder.onnx', 'decoder.onnx', 'model.onnx', 'score.onnx'])).toBe('');
  });
});

it('fails where a number is another one', async () => {
  const document = templates.autoencoder.create();
  const { files, session } = await trainForInference({ generate: generateOnnx, refusals }, document, await tablesFor(document, 400));
  const written = await files(2);
  session.dispose();
  const path = `${folder.path}/damaged`;
  writeFiles(path, written.map((file) => {
    if (file.path !== 'check.safetensors' || !('bytes' in file)) return file;
    const bytes = file.bytes.slice();
    // The last number of the file, which is one of the score's.
    new DataView(bytes.buffer).setFloat32(bytes.length - 4, 1e3, true);
    return { path: file.path, bytes };
  }));
  const { status, output } = await runNode(process.execPath, path, 'verify.mjs');
  expect({ status, output }).toMatchObject({ status: 1, output: expect.stringContaining('above 0.00001') as string });
});
