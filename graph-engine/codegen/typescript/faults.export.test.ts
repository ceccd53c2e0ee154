/** What goes wrong in an exported project is told in one line, with status 1 and without a stack; what was there stays. */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseBackend } from '../../runtime/backends/choose';
import { exportFolder, runNode, runScript, trainAndExport, tsx } from '../../testing/export-project';
import { modernNode } from '../../testing/modern-node';
import { smallAutoencoder } from '../../testing/small-autoencoder';

const folder = exportFolder();
const project = `${folder.path}/small`;
const idx = (type: number, sizes: readonly number[], ...values: readonly number[]): Uint8Array =>
  Uint8Array.from([0, 0, type, sizes.length, ...sizes.flatMap((size) => [0, 0, 0, size]), ...values]);

beforeAll(async () => {
  await chooseBackend('wasm');
  await trainAndExport(smallAutoencoder(), project, { steps: 2, items: 4, tableSize: 64 });
  mkdirSync(`${project}/folder`);
  writeFileSync(`${project}/text.csv`, 'a,b\n1,2\n');
  writeFileSync(`${project}/cut-idx`, idx(0x08, [2, 3, 3], 1, 2));
  writeFileSync(`${project}/other-idx`, idx(0x08, [1, 2, 2], 1, 2, 3, 4));
  writeFileSync(`${project}/one-idx`, idx(0x08, [1, 3, 3], 0, 1, 2, 3, 4, 5, 6, 7, 255));
  writeFileSync(`${project}/nan-idx`, idx(0x0d, [1, 3, 3], ...Array<number[]>(9).fill([0x7f, 0xc0, 0, 0]).flat()));
  writeFileSync(`${project}/broken.safetensors`, Uint8Array.from([2, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7b]));
  writeFileSync(`${project}/other.safetensors`, Uint8Array.from([2, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d]));
});
afterAll(() => folder.remove());

const faults: readonly (readonly [script: 'train' | 'infer', args: string, message: RegExp])[] = [
  ['infer', '--data /nowhere/x.idx', /^\/nowhere\/x\.idx: nothing there$/],
  ['infer', '--data folder', /folder/],
  ['infer', '--data text.csv', /^text\.csv is no IDX file$/],
  ['infer', '--data cut-idx', /^cut-idx is cut off or damaged$/],
  ['infer', '--data other-idx', /^other-idx holds items of \[2,2\], and the model takes \[3,3,1\]$/],
  ['infer', '--data nan-idx', /^nan-idx: item 0 is not finite$/],
  ['infer', '--items 0', /^--items takes a whole number of at least 1, and got "0"$/],
  ['infer', '--weights missing', /^missing: nothing there; npm run train makes weights$/],
  ['infer', '--weights broken.safetensors', /no safetensors file$/],
  ['infer', '--weights other.safetensors', /^other\.safetensors has no .*: it belongs to another model$/],
  ['infer', '--out folder', /^folder: is a folder$/],
  ['infer', '--out no/such/outputs.json', /nothing there$/],
  ['infer', '--colour', /Unknown option '--colour'/],
  ['train', '--epochs abc', /^--epochs takes a whole number of at least 1, and got "abc"$/],
  ['train', '--steps=-3', /--steps .* "-3"$/],
  ['train', '--data one-idx', /^Training needs at least 2 items, and there is 1$/],
  ['train', '--from missing', /^missing: nothing there$/],
  ['train', '--out text.csv/weights', /^text\.csv: is no folder$/],
];

describe('a TypeScript project', () => {
  it.for(faults)('%s %s: one line', { concurrent: true }, async ([script, args, message]) => {
    const { status, output } = await runScript(project, tsx, `src/${script}.ts`, ...args.split(' '));
    const lines = output.replace(/^npm warn.*\n/gm, '').trim().split('\n');
    expect(lines, output).toHaveLength(1);
    expect(lines[0]).toMatch(message);
    expect(lines[0]!.length).toBeLessThan(300);
    expect(status).toBe(1);
  });

  it('runs as it stands on a Node that reads TypeScript', async () => {
    const node = modernNode();
    for (const args of [['src/infer.ts', '--items', '4'], ['src/train.ts', '--steps', '2', '--out', 'modern.safetensors']]) {
      const { status, output } = await runNode(node, project, ...args);
      expect(status, output).toBe(0);
    }
  });

  it('has a lock file that npm takes', async () => {
    const { status, output } = await runNode('npm', project, 'ci', '--dry-run', '--offline', '--no-audit', '--no-fund');
    expect(status, output).toBe(0);
  });

  it('leaves the weights that came with it when it trains, and runs what was trained', async () => {
    const before = readFileSync(`${project}/weights.safetensors`);
    const trained = await runScript(project, tsx, 'src/train.ts', '--steps', '3', '--epochs', '1');
    expect(trained.status, trained.output).toBe(0);
    expect(trained.output).toContain('weights in trained.safetensors');
    expect(readFileSync(`${project}/weights.safetensors`).equals(before)).toBe(true);
    expect(statSync(`${project}/trained.safetensors`).size).toBe(before.length);
    const inferred = await runScript(project, tsx, 'src/infer.ts', '--weights', 'trained.safetensors', '--data', 'one-idx');
    expect(inferred.status, inferred.output).toBe(0);
    expect(inferred.output).toContain('1 items, squared error');
  });
});
