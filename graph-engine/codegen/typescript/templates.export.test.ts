/** Every template as a project: it compiles, gives what the studio gives with the same weights, here and where the studio runs it, and trains. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { templates } from '@/templates/registry';
import { chooseBackend } from '../../runtime/backends/choose';
import { distance, exportFolder, readOutputs, runScript, trainAndExport, tsx, typecheck, type Expected } from '../../testing/export-project';
import { runCommand } from '../../testing/run-command';
import { printedUnits } from '../../testing/printed-units';
import { templatesOf } from '../../testing/refused-templates';

const ITEMS = 8;
/** Of the largest batch of a template, three full ones are left for training. */
const TABLE = 1024;
const folder = exportFolder();
const expected = new Map<string, Expected | null>();
const { written: names, refused } = await templatesOf('typescript');

beforeAll(async () => {
  await chooseBackend('wasm');
  for (const name of names) {
    expected.set(name, await trainAndExport(templates[name].create(), `${folder.path}/${name}`, { steps: 10, items: ITEMS, tableSize: TABLE }));
  }
});
afterAll(() => folder.remove());

describe('templates as TypeScript', () => {
  it.for(refused)('%s is refused by a sentence', ([, message]) => expect(message).toMatch(/TypeScript cannot say/));
  it('compile', async () => {
    const { status, output } = await typecheck(folder.path, names[0]!);
    expect(output.replace(/^npm warn.*\n/gm, '')).toBe('');
    expect(status).toBe(0);
  });

  it.for(names)('%s gives what the studio gives', { concurrent: true }, async (name) => {
    const project = `${folder.path}/${name}`;
    const { status, output } = await runScript(project, tsx, 'src/infer.ts', '--items', String(ITEMS), '--json');
    expect(status, output).toBe(0);
    const { codes, outputs } = readOutputs(project);
    const { codes: expectedCodes, outputs: expectedOutputs } = expected.get(name)!;
    expect(distance(outputs.flat(), expectedOutputs)).toBeLessThanOrEqual(1e-5);
    if (expectedCodes) expect(distance(codes!.flat(), expectedCodes)).toBeLessThanOrEqual(1e-5);
  });

  it.for(names)('%s proves itself', { concurrent: true }, async (name) => {
    const { status, output } = await runScript(`${folder.path}/${name}`, tsx, 'src/verify.ts');
    expect(output).toMatch(/reconstruction: greatest difference \d/i);
    expect(status, output).toBe(0);
  });

  it.for(names)('%s proves itself where the studio runs its check', async (name) => {
    const project = `${folder.path}/${name}`;
    const sources = readdirSync(`${project}/src`).map((file) => ({ path: `src/${file}`, text: readFileSync(`${project}/src/${file}`, 'utf8') }));
    const tensors = ['weights.safetensors', 'check.safetensors'].map((path) => ({ path, bytes: readFileSync(`${project}/${path}`) }));
    const { lines, faults } = await runCommand([...sources, ...tensors], 'src/verify.ts');
    expect(faults).toEqual([]);
    expect(lines.join('\n')).toMatch(/reconstruction: greatest difference \d/i);
  });

  it.for(names)('%s trains', { concurrent: true }, async (name) => {
    const { status, output } = await runScript(`${folder.path}/${name}`, tsx, 'src/train.ts', '--steps', '3', '--epochs', '1', '--out', 'again.safetensors');
    expect(status, output).toBe(0);
    expect(output).toMatch(/epoch 1(\/1)? {2}.*\n(.*\n)*.*3 steps/);
    const { right, wrong } = printedUnits(templates[name].create(), output);
    expect(wrong).toEqual([]);
    expect(right).toBeGreaterThan(1);
  });
});
