/** Every template as a PyTorch project: it gives what the studio gives with the same weights. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { templates, type TemplateId } from '@/templates/registry';
import { chooseBackend } from '../../runtime/backends/choose';
import { gradientScript, lossesAndGradients, trainAndExportTo } from '../../testing/export-python';
import { python, pythonFolder, runPython } from '../../testing/python';

const folder = pythonFolder();
const names = Object.keys(templates) as TemplateId[];
afterAll(() => folder.remove());

describe.skipIf(!python)('templates in PyTorch', () => {
  beforeAll(async () => {
    await chooseBackend('wasm');
    for (const name of names) await trainAndExportTo(templates[name].create(), `${folder.path}/${name}`);
  });

  it.for(names)('%s gives what the studio gives', async (name) => {
    const { status, output } = await runPython(`${folder.path}/${name}`, 'verify.py');
    expect(output).toMatch(/greatest difference \d/);
    expect(status, output).toBe(0);
  });

  it.for(names)('%s has our losses and, by autograd, our derivatives', async (name) => {
    folder.write(`${name}/gradients.safetensors`, await lossesAndGradients(templates[name].create()));
    folder.write(`${name}/compare.py`, gradientScript);
    const { output } = await runPython(`${folder.path}/${name}`, 'compare.py');
    expect(output).toBe('compared\n');
  });
});
