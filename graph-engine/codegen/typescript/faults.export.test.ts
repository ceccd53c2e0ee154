/** What goes wrong in an exported project is told in one line, with status 1 and without a stack; what was there stays. */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseBackend } from '../../runtime/backends/choose';
import { readSafetensors, writeSafetensors } from '../../runtime/safetensors';
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
  writeFileSync(`${project}/one-labels`, idx(0x08, [1, 2], 9, 4));
  writeFileSync(`${project}/two-labels`, idx(0x08, [2], 3, 4));
  writeFileSync(`${project}/signed-labels`, idx(0x09, [1], 255));
  writeFileSync(`${project}/nan-idx`, idx(0x0d, [1, 3, 3], ...Array<number[]>(9).fill([0x7f, 0xc0, 0, 0]).flat()));
  const header = (text: string): Uint8Array => Uint8Array.from([text.length, 0, 0, 0, 0, 0, 0, 0, ...new TextEncoder().encode(text)]);
  writeFileSync(`${project}/broken.safetensors`, header('{{'));
  writeFileSync(`${project}/null.safetensors`, header('null'));
  writeFileSync(`${project}/other.safetensors`, header('{}'));
  const whole = new Uint8Array(readFileSync(`${project}/weights.safetensors`));
  writeFileSync(`${project}/cut.safetensors`, whole.subarray(0, whole.length - 4));
  const read = readSafetensors(whole);
  if ('problem' in read) throw new Error(read.problem);
  const filled = (wanted: string, value: number): Uint8Array =>
    writeSafetensors(new Map([...read.tensors].map(([name, weights]) => [name, name.includes(wanted) ? { ...weights, data: weights.data.map(() => value) } : weights])));
  writeFileSync(`${project}/nan.safetensors`, filled('kernel', NaN));
  writeFileSync(`${project}/huge.safetensors`, filled('kernel', 3e38));
  const damaged = new TextDecoder('latin1').decode(whole).replace(/"data_offsets":\[\d+,/, (text) => text.replace(/\d+/, (digits) => '7'.repeat(digits.length)));
  writeFileSync(`${project}/damaged.safetensors`, Uint8Array.from(damaged, (character) => character.charCodeAt(0)));
});
afterAll(() => folder.remove());

const faults: readonly (readonly [script: 'train' | 'infer', args: string, message: RegExp])[] = [
  ['infer', '--data /nowhere/x.idx', /^\/nowhere\/x\.idx: nothing there$/],
  ['infer', '--data folder', /^folder: is a folder$/],
  ['infer', '--data ', /^"": nothing there$/],
  ['infer', '--data one-idx --data one-idx', /^--data names 2 files, and the model takes one$/],
  ['infer', '--data text.csv', /^text\.csv is no IDX file; README\.md says what one is$/],
  ['infer', '--data cut-idx', /^cut-idx is cut off or damaged: 34 bytes are declared, and 18 there$/],
  ['infer', '--data other-idx', /^other-idx holds items of \[2,2,1\], and the model takes \[3,3,1\]$/],
  ['infer', '--data nan-idx', /^nan-idx: item 0 holds a number that is not finite$/],
  ['infer', '--items 0', /^--items takes a whole number of at least 1, and got "0"$/],
  ['infer', '--weights missing', /^missing: nothing there; npm run train makes weights$/],
  ['infer', '--weights broken.safetensors', /no safetensors file$/],
  ['infer', '--weights other.safetensors', /^other\.safetensors has no .*: it belongs to another model$/],
  ['infer', '--weights null.safetensors', /^null\.safetensors is no safetensors file$/],
  ['infer', '--weights cut.safetensors', /^cut\.safetensors is cut off$/],
  ['infer', '--weights damaged.safetensors', /^damaged\.safetensors: \S+ is damaged$/],
  ['infer', '--weights nan.safetensors', /^nan\.safetensors: \S+kernel holds a number that is not finite; train again$/],
  ['infer', '--weights huge.safetensors', /^For item 0 a value was not finite\. dataset gives numbers from 0 to 1: give it items like those that it was trained on$/],
  ['infer', '--weights folder', /^folder: is a folder$/],
  ['infer', '--weights ', /^"": nothing there; npm run train makes weights$/],
  ['infer', '--layout sideways', /^--layout takes channels-last, .*, and got "sideways"$/],
  ['infer', '--layout transposed', /^--layout says how to read the file of --data$/],
  ['infer', '--labels missing', /^missing: nothing there$/],
  ['infer', '--data one-idx --labels two-labels', /^two-labels holds 2 labels, and there are 1 items$/],
  ['infer', '--data one-idx --labels one-labels --label-column 2', /^one-labels has the columns 0 to 1, and no column 2$/],
  ['infer', '--data one-idx --labels signed-labels', /^signed-labels: the label of item 0 is -1, expected 0 to 65535$/],
  ['infer', '--data one-idx --labels one-idx', /^one-idx holds 1 × 3 × 3 values, and labels are one number for each item$/],
  ['infer', '--label-column x', /^--label-column takes a whole number of at least 0, and got "x"$/],
  ['infer', '--out ', /^--out takes a path, and got ""$/],
  ['infer', 'one-idx', /Unexpected argument 'one-idx'/],
  ['infer', '--out folder', /^folder: is a folder$/],
  ['infer', '--out no/such/outputs.json', /nothing there$/],
  ['infer', '--colour', /Unknown option '--colour'/],
  ['train', '--epochs abc', /^--epochs takes a whole number of at least 1, and got "abc"$/],
  ['train', '--epochs 0', /^--epochs .* "0"$/],
  ['train', '--epochs -1', /--epochs/],
  ['train', '--epochs 1e99', /^--epochs .* "1e99"$/],
  ['train', '--epochs NaN', /^--epochs .* "NaN"$/],
  ['train', '--from ', /^"": nothing there$/],
  ['train', '--from huge.safetensors --steps 2', /^At step 1 a value was not finite, first in the weight decoder\/decoder-1\/kernel\. dataset gives numbers from 0 to 1: lower the learning rate in src\/trainer\.ts$/],
  ['train', '--steps=-3', /--steps .* "-3"$/],
  ['train', '--data one-idx', /^Training needs at least 2 items, and there is 1$/],
  ['train', '--from missing', /^missing: nothing there$/],
  ['train', '--out text.csv/weights', /^text\.csv(\/weights: part of the path is a file|: is no folder)$/],
];

describe('a TypeScript project', () => {
  it.for(faults)('%s %s: one line', { concurrent: true }, async ([script, args, message]) => {
    const { status, output } = await runNode(modernNode(), project, `src/${script}.ts`, ...args.split(' '));
    const lines = output.replace(/^npm warn.*\n/gm, '').trim().split('\n');
    expect(lines, output).toHaveLength(1);
    expect(lines[0]).toMatch(message);
    expect(lines[0]!.length).toBeLessThan(300);
    expect(status).toBe(1);
  });

  it('runs as it stands on a Node that reads TypeScript, and through tsx tells what goes wrong in one line as well', async () => {
    for (const args of [['src/infer.ts', '--items', '4'], ['src/train.ts', '--steps', '2', '--out', 'modern.safetensors']]) {
      const { status, output } = await runNode(modernNode(), project, ...args);
      expect(status, output).toBe(0);
    }
    const { status, output } = await runScript(project, tsx, 'src/infer.ts', '--weights', 'cut.safetensors');
    expect(output.replace(/^npm warn.*\n/gm, '')).toBe('cut.safetensors is cut off\n');
    expect(status).toBe(1);
  });

  it('leaves what was there when it cannot write, and no part of a file', async () => {
    const before = readFileSync(`${project}/weights.safetensors`);
    const { status } = await runNode(modernNode(), project, 'src/train.ts', '--from', 'huge.safetensors', '--epochs', '1', '--out', 'weights.safetensors');
    expect(status).toBe(1);
    expect(readFileSync(`${project}/weights.safetensors`).equals(before)).toBe(true);
    expect(readdirSync(project).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('gives the classes of the items, and takes many items piece by piece', async () => {
    const count = 600;
    writeFileSync(`${project}/many-idx`, Uint8Array.from([0, 0, 8, 3, 0, 0, 2, 88, 0, 0, 0, 3, 0, 0, 0, 3, ...Array.from({ length: count * 9 }, (_, i) => (i * 37) % 256)]));
    writeFileSync(`${project}/many-labels`, Uint8Array.from([0, 0, 8, 2, 0, 0, 2, 88, 0, 0, 0, 2, ...Array.from({ length: count }, (_, i) => [9, i % 10]).flat()]));
    const { status, output } = await runNode(modernNode(), project, 'src/infer.ts', '--data', 'many-idx', '--labels', 'many-labels', '--label-column', '1', '--items', '590', '--json', '--out', 'many.json');
    expect(status, output).toBe(0);
    const written = JSON.parse(readFileSync(`${project}/many.json`, 'utf8')) as { items: number; codes: number[][]; outputs: number[][]; labels: number[] };
    expect([written.items, written.codes.length, written.outputs.length]).toEqual([590, 590, 590]);
    expect(written.labels).toEqual(Array.from({ length: 590 }, (_, i) => i % 10));
    const few = await runNode(modernNode(), project, 'src/infer.ts', '--data', 'many-idx', '--items', '2', '--out', 'few.json');
    expect(few.status, few.output).toBe(0);
    expect((JSON.parse(readFileSync(`${project}/few.json`, 'utf8')) as typeof written).codes).toEqual(written.codes.slice(0, 2));
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
