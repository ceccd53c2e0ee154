/** The command line as a user meets it: a process with arguments, two streams and an exit status. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '@/graph-engine/catalogue';
import { openDocument } from '@/graph-engine/document/open';
import { saveDocument } from '@/graph-engine/document/save';
import { changePlayers } from '@/graph-engine/testing/change-players';
import { readSafetensors } from '@/graph-engine/runtime/safetensors';
import type { PhaseSum } from '@/graph-engine/training/profile/figures';
import type { StepProfile } from '@/graph-engine/training/profile/types';
import { templates } from '@/templates/registry';
import { commands } from './commands';
import { runCommandLine } from './command-line';
import { runHourglass, type Ran } from './testing/run-hourglass';

let root = '';
const at = (...parts: string[]): string => join(root, ...parts);
const run = (...args: string[]): Promise<Ran> => runHourglass(args, { cwd: root });
/** The same in this process, which saves starting one; paths must be absolute. */
async function runHere(...args: string[]): Promise<Ran> {
  let [stdout, stderr] = ['', ''];
  const status = await runCommandLine(args, { stdout: { write: (text) => (stdout += text) }, stderr: { write: (text) => (stderr += text) } });
  return { status, stdout, stderr };
}

/** Exactly one line of standard output, which is an object. */
function answer({ stdout }: Ran): Record<string, unknown> {
  const lines = stdout.split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toBe('');
  return JSON.parse(lines[0]!) as Record<string, unknown>;
}
/** A refusal: the status, a message that says `what`, no stack, nothing on standard output. */
function expectRefused({ status, stdout, stderr }: Ran, expected: 1 | 2, what: RegExp): void {
  expect({ status, stderr }).toEqual({ status: expected, stderr: expect.stringMatching(what) as string });
  expect(stderr).not.toMatch(/\n\s+at |internal:/);
  expect(stdout).toBe('');
}
const idx = (magic: number, sizes: readonly number[], bytes: Uint8Array): Uint8Array => {
  const header = new DataView(new ArrayBuffer(4 + 4 * sizes.length));
  header.setUint32(0, magic);
  sizes.forEach((size, i) => header.setUint32(4 + 4 * i, size));
  return new Uint8Array([...new Uint8Array(header.buffer), ...bytes]);
};
const COUNT = 40;
const pixels = Uint8Array.from({ length: COUNT * 9 }, (_, i) => (Math.imul(i + 1, 2_654_435_761) >>> 24) & 255);
const training = ['train', 'patterns', '--epochs', '2', '--seed', '7'];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'hourglass-cli-'));
  await mkdir(at('data'));
  writeFileSync(at('data', 'train-images-idx3-ubyte'), idx(0x803, [COUNT, 3, 3], pixels));
  writeFileSync(at('data', 'train-labels-idx1-ubyte'), idx(0x801, [COUNT], Uint8Array.from({ length: COUNT }, (_, i) => i % 10)));
  writeFileSync(at('short-images-idx3-ubyte'), idx(0x803, [COUNT, 3, 3], pixels.subarray(0, 100)));
  writeFileSync(at('broken.hourglass.json'), '{ "format": "hourglass", ');
  const patterns = templates.patterns.create();
  writeFileSync(at('frozen.hourglass.json'), saveDocument({ ...patterns, nodes: Object.fromEntries(Object.entries(patterns.nodes).map(([id, node]) => [id, { ...node, frozen: true }])) }));
  writeFileSync(at('loose.hourglass.json'), saveDocument({ ...patterns, wires: Object.fromEntries(Object.entries(patterns.wires).slice(1)) }));
  const [first, second] = await Promise.all([run(...training, '--out', 'first', '--json'), runHere(...training, '--out', at('second'))]);
  expect(first.stderr).toContain('epoch 2/2');
  expect(second.status).toBe(0);
  writeFileSync(at('first.json'), first.stdout);
  await cp(at('first'), at('damaged'), { recursive: true });
  writeFileSync(at('damaged', 'weights.safetensors'), readFileSync(at('first', 'weights.safetensors')).subarray(0, 700));
}, 120_000);
afterAll(() => rm(root, { recursive: true }));

describe('help', { timeout: 60_000 }, () => {
  it('lists every command, each with a help of its own', async () => {
    const all = await runHere('--help');
    expect(all).toMatchObject({ status: 0, stderr: '' });
    for (const { usage } of Object.values(commands)) expect(all.stdout).toContain(usage.split(' ')[0]);
    const each = await Promise.all(Object.keys(commands).map((name) => runHere(name, '--help')));
    for (const { status, stdout, stderr } of each) {
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toMatch(/^Usage: hourglass \w+/);
      expect(stdout).toContain('--json');
    }
    expect(each[Object.keys(commands).indexOf('train')]!.stdout).toMatch(/Ctrl\+C .*130/s);
  });
  it('is shown, with status 2, when nothing is asked', async () => {
    expect(await runHere()).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('Usage: hourglass') as string });
  });
});

describe('what only reads', { timeout: 60_000 }, () => {
  it('lists the templates', async () => {
    const { templates: rows } = answer(await runHere('templates', '--json')) as { templates: { id: string }[] };
    expect(rows.map(({ id }) => id)).toEqual(Object.keys(templates));
  });
  it('checks a template, and a document with a loose end, which it reports', async () => {
    const sound = answer(await runHere('check', 'vae', '--json'));
    expect(sound).toMatchObject({ sound: true, parameters: 652_824, diagnostics: [] });
    const loose = await runHere('check', at('loose.hourglass.json'), '--json');
    expect(loose.status).toBe(1);
    expect(answer(loose)).toMatchObject({ sound: false });
    const readable = await runHere('check', at('loose.hourglass.json'));
    expect(readable.stdout).toMatch(/error in Encoder: .+\n {2}- Connect .+/);
    const [{ fixes }] = (answer(loose) as { diagnostics: [{ fixes: string[] }] }).diagnostics;
    expect(readable.stdout).toContain(`  - ${fixes[0]}`);
  });
  it('prints the program of a step', async () => {
    const printed = await runHere('program', 'patterns', '--batch', '5');
    expect(printed.status).toBe(0);
    expect(printed.stdout).toMatch(/matMul.*\n[\s\S]*\[5, 3, 3, 1\]/);
  });
  it('tells what a step takes, by operation, against the measured peak', async () => {
    const found = answer(await runHere('bench', 'patterns', '--json')) as unknown as StepProfile & { players: { phases: PhaseSum[] }[] };
    const [player] = found.players;
    expect(found.clock.fastestMs).toBeGreaterThan(0);
    expect(found.peak!.oneThread).toBeGreaterThan(0);
    expect(player!.phases.map(({ phase }) => phase)).toEqual(['forward', 'backward', 'update']);
    expect(player!.phases.reduce((sum, { ms }) => sum + ms!, 0)).toBeCloseTo(player!.operations.reduce((sum, { ms }) => sum + ms!, 0), 6);
    expect(player!.memory!.workspaceBytes).toBeLessThan(player!.memory!.valueBytes);
    const readable = await runHere('bench', 'patterns', '--plan');
    expect(readable.stdout).toMatch(/^Patterns on wasm\nOne step of \d+ items: .*\nMeasured peak: .*[\s\S]*\nbackward [\s\S]*GFLOP\/s +% of peak[\s\S]*memory plan: .*\n {2}[.fbo]+\n[\s\S]* = matMul\(.* \| 0 {2}%\d+@0 = MatMul\(/);
  });
  it('tells what a step takes on plain JavaScript, as far as it can be known', async () => {
    const readable = await runHere('bench', 'patterns', '--backend', 'cpu');
    expect(readable).toMatchObject({ status: 0 });
    expect(readable.stdout).toMatch(/One step of \d+ items: .*\n[\s\S]*Operations cannot be timed alone on this backend[\s\S]*the 12 largest of \d+/);
    expect(readable.stdout).not.toMatch(/peak:|program \|/);
  });
  it('measures what the studio opens with, unless something is named', async () => {
    expect(answer(await runHere('bench', '--batch', '2', '--json'))).toMatchObject({ document: 'Variational autoencoder', batch: 2 });
  });
});

describe('train, evaluate, encode, export', { timeout: 60_000 }, () => {
  it('writes document, weights and metrics, and answers with one object', () => {
    const { steps, seconds, train } = JSON.parse(readFileSync(at('first.json'), 'utf8')) as { steps: number; seconds: number; train: { loss: number } };
    expect(steps).toBe(44);
    expect(seconds).toBeGreaterThan(0);
    expect(readFileSync(at('first.json'), 'utf8').trimEnd().split('\n')).toHaveLength(1);
    expect(readdirSync(at('first')).toSorted()).toEqual(['graph.hourglass.json', 'metrics.json', 'weights.safetensors']);
    const metrics = JSON.parse(readFileSync(at('first', 'metrics.json'), 'utf8')) as { steps: number; rows: { set: string; values: { loss: number } }[] };
    const losses = metrics.rows.filter(({ set }) => set === 'train').map(({ values }) => values.loss);
    expect(losses).toHaveLength(44);
    expect(losses.at(-1)).toBe(train.loss);
    expect(losses.at(-1)!).toBeLessThan(0.8 * losses[0]!);
    const opened = openDocument(readFileSync(at('first', 'graph.hourglass.json'), 'utf8'), catalogue);
    expect(opened.ok && opened.document.training).toMatchObject({ epochs: 2, seed: 7 });
  });
  it('gives the same bytes for the same seed, and others for another', async () => {
    const weights = (name: string): Buffer => readFileSync(at(name, 'weights.safetensors'));
    expect(weights('first').equals(weights('second'))).toBe(true);
    await runHere('train', 'patterns', '--epochs', '2', '--seed', '8', '--out', at('other'));
    expect(weights('first').equals(weights('other'))).toBe(false);
  });
  it('evaluates what it trained', async () => {
    const found = answer(await runHere('evaluate', at('first'), '--json'));
    expect(found).toMatchObject({ items: 600, terms: { loss: expect.any(Number) as number } });
    expect(found['sumOfSquaredErrorsPerSample']).toBeCloseTo(9 * (found['meanSquaredError'] as number), 6);
    expect(found['units']).toMatchObject({ loss: 'nats per image' });
    expect((await runHere('evaluate', at('first'))).stdout).toMatch(/^items +600\nloss +\d\.\d+ +nats per image; weighted sum/);
  });
  it('tells what the model is for, held out and beside a baseline, and judges all items of other data', async () => {
    const own = answer(await runHere('evaluate', at('first'), '--json'));
    expect(own['objective']).toEqual({
      name: 'pictures rebuilt', better: 'higher', value: expect.any(Number) as number, baselines: { 'PCA, 2 numbers': expect.any(Number) as number },
      unit: '', sentence: expect.any(String) as string, items: 60, on: 'held out',
    });
    expect((await runHere('evaluate', at('first'))).stdout).toMatch(/Objective: pictures rebuilt, 60 items held out; higher is better\nthis model +\S+\nPCA, 2 numbers +\S+\n/);
    const other = answer(await runHere('evaluate', at('first'), '--data', at('data'), '--items', '0:30', '--json'));
    expect(other['objective']).toMatchObject({ items: 30, on: 'other data' });
    await runHere('train', 'patterns', '--data', at('data'), '--steps', '5', '--out', at('of-file'));
    const same = answer(await runHere('evaluate', at('of-file'), '--data', at('data'), '--json'));
    expect(same['objective']).toMatchObject({ items: 4, on: 'held out' });
  });
  it('takes at least the steps that the document asks for, ends early where it asks for that, and says whose weights it kept', async () => {
    const { id: _id, ...patterns } = templates.patterns.create();
    const document = { ...patterns, id: 'long', training: { ...patterns.training, epochs: 1, minSteps: 130, patience: 0 } };
    writeFileSync(at('long.hourglass.json'), saveDocument(document));
    expect(answer(await runHere('train', at('long.hourglass.json'), '--out', at('long'), '--json'))).toMatchObject({ steps: 130, stoppedEarly: false, best: { step: expect.any(Number) as number, loss: expect.any(Number) as number } });
    writeFileSync(at('early.hourglass.json'), saveDocument(changePlayers({ ...document, training: { ...document.training, epochs: 2000, patience: 1 } }, () => ({ optimizer: { learningRate: 0.5 } }))));
    const early = await runHere('train', at('early.hourglass.json'), '--out', at('early'));
    expect(early.stdout).toMatch(/^\d+ steps in .*\nStopped before step 44000: the held-out loss had no new best in 1 check\. The weights are those of step \d+, where the held-out loss was lowest \(/);
  });
  it('encodes files on the disk: a row for each item, with its label', async () => {
    const ran = await runHere('encode', at('first'), '--data', at('data'), '--items', '10:30', '--out', at('codes.csv'), '--json');
    expect(answer(ran)).toEqual({ out: at('codes.csv'), items: 20, dimensions: 2, remarks: [] });
    const rows = readFileSync(at('codes.csv'), 'utf8').trimEnd().split('\n').map((line) => line.split(','));
    expect(rows[0]).toEqual(['item', 'label', 'code_1', 'code_2']);
    expect(rows).toHaveLength(21);
    expect(rows.slice(1).every((row) => row.length === 4 && row.every((cell) => Number.isFinite(Number(cell))))).toBe(true);
    expect(new Set(rows.slice(1).map((row) => row[2])).size).toBeGreaterThan(10);
  });
  it('exports a project with the weights', async () => {
    const { files, weights } = answer(await runHere('export', at('first'), '--target', 'typescript', '--out', at('project'), '--json')) as { files: string[]; weights: boolean };
    expect(weights).toBe(true);
    expect(files).toContain('package.json');
    for (const file of files) expect(existsSync(at('project', file))).toBe(true);
  });
  it('trains on a file, for a number of steps, on plain JavaScript too', async () => {
    const ran = await runHere('train', 'patterns', '--data', at('data'), '--steps', '5', '--batch', '8', '--backend', 'cpu', '--out', at('five'), '--json');
    expect(answer(ran)).toMatchObject({ steps: 5, interrupted: false });
    expect(ran.stderr).toMatch(/step 5\/5 /);
  });
});

describe('Ctrl+C', { timeout: 60_000 }, () => {
  it('keeps what was trained', async () => {
    let pressed = false;
    const ran = await runHourglass(['train', 'patterns', '--epochs', '100000', '--out', 'stopped', '--json'], {
      cwd: root,
      onProgress(stderr, interrupt) {
        if (!pressed && /step \d+\//.test(stderr)) {
          pressed = true;
          interrupt();
        }
      },
    });
    expect(ran.status).toBe(130);
    const { steps, interrupted } = answer(ran) as { steps: number; interrupted: boolean };
    expect(interrupted).toBe(true);
    expect(steps).toBeGreaterThan(0);
    const read = readSafetensors(new Uint8Array(readFileSync(at('stopped', 'weights.safetensors'))));
    expect('metadata' in read && read.metadata).toMatchObject({ step: String(steps) });
  });
});

describe('refusals', { timeout: 60_000 }, () => {
  const train = (...options: string[]): string[] => ['train', 'patterns', '--out', 'refused', ...options];
  const cases: readonly (readonly [status: 1 | 2, what: RegExp, args: readonly string[]])[] = [
    [2, /unknown command 'trian'.*train/s, ['trian']],
    [2, /unknown option '--fast'/, ['templates', '--fast']],
    [2, /'--out <dir>' not specified/, ['train', 'patterns']],
    [2, /missing required argument/, ['evaluate']],
    [2, /'--epochs <n>' argument '0' .* whole number from 1/, train('--epochs', '0')],
    [2, /argument '-1'/, train('--epochs', '-1')],
    [2, /argument '1e9'.*to 100000/, train('--epochs', '1e9')],
    [2, /argument 'NaN'/, train('--epochs', 'NaN')],
    [2, /argument ''/, train('--epochs', '')],
    [2, /argument '0' .* whole number from 1/, train('--batch', '0')],
    [2, /argument '1.5'/, train('--steps', '1.5')],
    [2, /argument '0.9' .* number from 0 to 0.5/, train('--validation', '0.9')],
    [2, /cannot be used with/, train('--steps', '5', '--epochs', '5')],
    [2, /wasm, cpu/, train('--backend', 'gpu')],
    [2, /--items takes FROM:TO/, train('--items', 'ten')],
    [2, /--items 590:601 goes beyond the 600 items/, train('--items', '590:601')],
    [2, /FROM below TO/, train('--items', '9:9')],
    [2, /--items takes FROM:TO, such as 0:10000, and got ""/, train('--items', '')],
    [2, /--limits says how to read the file of --data/, train('--limits', 'type')],
    [2, /--unsigned says how to read the file of --data/, ['export', 'patterns', '--target', 'typescript', '--out', 'refused', '--unsigned']],
    [1, /no template, document or folder "nothing"/, ['check', 'nothing']],
    [1, /broken\.hourglass\.json cannot be opened:\n/, ['check', 'broken.hourglass.json']],
    [1, /Encoder/, ['train', 'loose.hourglass.json', '--out', 'refused']],
    [1, /damaged.weights\.safetensors: .*cut off/, ['evaluate', 'damaged']],
    [1, /no trained weights/, ['evaluate', 'vae']],
    [1, /short-images-idx3-ubyte.*(expected|truncated|cut)/i, train('--data', 'short-images-idx3-ubyte')],
    [1, /nowhere: .* found nothing there/, train('--data', 'nowhere')],
    [1, /cannot be written: a part of the path is a file/, ['train', 'patterns', '--out', 'first.json/below']],
    [1, /cannot be written: its folder does not exist/, ['encode', 'first', '--data', 'data', '--out', 'no/such/codes.csv']],
    [1, /loose\.hourglass\.json has errors, so there is nothing to export:\n  Encoder: Encoder has nothing at its input .* Draw a wire/, ['export', 'loose.hourglass.json', '--target', 'typescript', '--out', 'refused']],
    [1, /nothing to train: every weight is frozen/, ['train', 'frozen.hourglass.json', '--out', 'refused']],
    [2, /argument '  '.*Expected a path/, ['export', 'patterns', '--target', 'typescript', '--out', '  ']],
    [2, /--target/, ['export', 'patterns', '--target', 'cobol', '--out', 'refused']],
  ];
  const paths = /^(refused|broken|frozen|loose|damaged|short|first|data|no\/)/;
  it.each(cases)('%i: %s', async (status, what, args) => {
    expectRefused(await runHere(...args.map((arg) => (paths.test(arg) ? at(arg) : arg))), status, what);
  });
  it('end the process with their status', async () => {
    const [damaged, none] = await Promise.all([run('evaluate', 'damaged'), run('train', 'patterns', '--epochs', '0', '--out', 'refused')]);
    expectRefused(damaged, 1, /^damaged.weights\.safetensors: .*cut off/);
    expectRefused(none, 2, /whole number from 1/);
    expect(existsSync(at('refused', 'weights.safetensors'))).toBe(false);
  });
  it('are the one object too, when that was asked for', async () => {
    expect(answer(await runHere('train', 'patterns', '--json'))).toEqual({ error: expect.stringContaining('--out') as string, status: 2, remarks: [] });
    expect(answer(await runHere('check', 'nothing', '--json'))).toMatchObject({ status: 1 });
  });
});
