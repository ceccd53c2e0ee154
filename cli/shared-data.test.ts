/** A shared file that brings its data needs nothing beside it: every command that reads data reads those. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodePng } from '@/graph-engine/data/formats/testing/encode-png';
import { saveDocument } from '@/graph-engine/document/save';
import { Random } from '@/graph-engine/random/random';
import { graph } from '@/graph-engine/testing/build-document';
import { runHere } from './testing/run-here';

const root = mkdtempSync(join(tmpdir(), 'shared-data-'));
const at = (...names: string[]): string => join(root, ...names);
const idx = (sides: readonly number[], numbers: readonly number[]): Uint8Array => Uint8Array.from([0, 0, 8, sides.length, ...sides.flatMap((side) => [0, 0, 0, side]), ...numbers]);
/** Nothing else lies here. */
const file = at('alone', 'x.hourglass.zip');
afterAll(() => rmSync(root, { recursive: true }));

async function json(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { status, stdout, stderr } = await runHere([...args, '--json']);
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
}
/** Of the run, while its data were there. */
let told: Record<string, unknown> = {};
const without = ({ remarks: _, out: __, ...rest }: Record<string, unknown>): object => rest;
/** What is asked of a run with its data beside it, and of the shared file alone. */
const questions: Readonly<Record<string, readonly string[]>> = {
  evaluate: [],
  baselines: [],
  encode: ['--errors', '--out', at('codes.csv')],
};
const answersOf = async (place: string, ...more: readonly string[]): Promise<Record<string, unknown>> => {
  const answers: Record<string, unknown> = {};
  for (const [command, args] of Object.entries(questions)) answers[command] = [without(await json(command, place, ...args, ...more)), ...args.flatMap((path) => (path.endsWith('.csv') ? [readFileSync(path, 'utf8')] : []))];
  return answers;
};

beforeAll(async () => {
  const random = new Random(5);
  const rows = Array.from({ length: 90 }, (_, i) => {
    const load = random.normal();
    return [load, i % 9 === 0 ? -2 * load : load + random.normal(0, 0.1), ['north', 'south'][i % 2], i % 9 === 0 ? 'worn out' : 'ok'].join(';');
  });
  mkdirSync(at('alone'));
  writeFileSync(at('cells of march.csv'), `load;current;site;state\n${rows.join('\n')}\n`);
  await json('train', 'anomaly-cells', '--data', at('cells of march.csv'), '--label', 'state', '--normal', 'ok', '--split', 'stratified,test=0.3', '--steps', '12', '--out', at('run'));
  told = await answersOf(at('run'), '--data', at('cells of march.csv'));
  await json('share', at('run'), '--data', at('cells of march.csv'), '--with-data', '-o', file);
  for (const name of readdirSync(root)) if (name !== 'alone') rmSync(at(name), { recursive: true });
}, 60_000);

describe('a shared file with its data', { timeout: 60_000 }, () => {
  it('answers alone what the run answers with its data', async () => expect(await answersOf(file)).toEqual(told));
  it('is checked, reported, exported with a sample, listed, and shared again', async () => {
    expect(await json('check', file)).toMatchObject({ sound: true });
    await json('report', file, '--out', at('x.html'));
    expect(readFileSync(at('x.html'), 'utf8')).toContain('<svg');
    const { files } = (await json('export', file, '--target', 'typescript', '--out', at('project'))) as { files: string[] };
    expect(files.filter((name) => name.startsWith('data/'))).not.toEqual([]);
    for (const place of [file, at('alone')]) expect(await json('runs', place)).toMatchObject({ runs: [{ name: 'x', folder: file, step: 12, data: expect.stringMatching(/^[0-9a-f]{8}$/) as string }] });
    await json('share', file, '--with-data', '-o', at('again.hourglass.zip'));
    expect(without(await json('evaluate', at('again.hourglass.zip')))).toEqual((told['evaluate'] as unknown[])[0]);
    expect(await runHere(['share', file, '-o', at('bare.hourglass.zip')])).toMatchObject({ status: 0, stdout: expect.stringContaining('Not in it: the data') as string });
    expect(await runHere(['evaluate', at('bare.hourglass.zip')])).toMatchObject({ status: 1, stderr: expect.stringContaining('Name its files with --data PATH.') as string });
  });
  it('is trained on, as the same run', async () => {
    const { status, stderr } = await runHere(['train', file, '--steps', '3', '--out', at('more')]);
    expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.stringMatching(/^(?!.*Not all is as it was).*Going on after step 12/s) as string });
  });
  it('is asked about a file that is named in place of its own', async () => {
    writeFileSync(at('other.csv'), `load;current;site;state\n${Array.from({ length: 20 }, (_, i) => `${i};${2 * i};north;ok`).join('\n')}\n`);
    expect(await json('evaluate', file, '--data', at('other.csv'))).toMatchObject({ items: 20 });
    expect(await runHere(['evaluate', file, '--label', 'site'])).toMatchObject({ status: 2, stderr: expect.stringContaining('no file is named') as string });
  });
});

describe('what else is shared with its data', { timeout: 60_000 }, () => {
  /** As it was shared, and what lay beside it is gone. */
  async function alone(data: string, ...more: readonly string[]): Promise<{ readonly before: object; readonly after: object }> {
    const [run, shared] = [at('other-run'), at('other.hourglass.zip')];
    await json('train', 'autoencoder', '--data', data, '--steps', '4', '--out', run, ...more);
    const before = without(await json('evaluate', run, '--data', data));
    await json('share', run, '--data', data, '--with-data', '-o', shared);
    for (const path of [run, data]) rmSync(path, { recursive: true });
    return { before, after: without(await json('evaluate', shared)) };
  }
  it('is a folder of pictures by class', async () => {
    for (const [kind, shift] of [['red cells', 0], ['white cells', 90]] as const) {
      mkdirSync(at('pictures', kind), { recursive: true });
      for (let i = 0; i < 6; i++) writeFileSync(at('pictures', kind, `${i} a.png`), encodePng({ width: 6, height: 6, depth: 8, colour: 0, samples: Array.from({ length: 36 }, (_, place) => (place * (i + 2) + shift) % 256) }));
    }
    const { before, after } = await alone(at('pictures'));
    expect(after).toEqual(before);
    expect(await json('train', at('other.hourglass.zip'), '--steps', '2', '--normal', 'white cells', '--out', at('white'))).toMatchObject({ out: at('white') });
  });
  it('is an array with the labels that lie beside it', async () => {
    const labels = at('set', 'x-labels-idx1-ubyte');
    mkdirSync(at('set'));
    writeFileSync(at('set', 'x-images-idx3-ubyte'), idx([20, 4, 4], Array.from({ length: 320 }, (_, i) => (i * 7) % 256)));
    writeFileSync(labels, idx([20], Array.from({ length: 20 }, (_, i) => i % 3)));
    const { before, after } = await alone(at('set'));
    expect(after).toEqual(before);
    await json('encode', at('other.hourglass.zip'), '--out', at('codes.csv'));
    expect(readFileSync(at('codes.csv'), 'utf8')).toMatch(/^item,label,/);
  });
});

it('is no file for several Datasets at once, which are not told apart then', { timeout: 60_000 }, async () => {
  const two = graph()
    .node('dataset', { source: 'patterns' })
    .node('dataset', { source: 'patterns' }, { id: 'other' })
    .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
    .node('loss', { kind: 'squared' })
    .wire('dataset.data', 'encoder.in')
    .wire('encoder.out', 'loss.prediction')
    .wire('other.data', 'loss.target')
    .done();
  writeFileSync(at('two.hourglass.json'), saveDocument(two));
  writeFileSync(at('digits-images-idx3-ubyte'), idx([20, 3, 3], Array.from({ length: 180 }, (_, i) => (i * 7) % 256)));
  await json('train', at('two.hourglass.json'), '--steps', '2', '--backend', 'cpu', '--out', at('two'));
  for (const more of [[], ['--with-data']]) {
    expect(await runHere(['share', at('two'), '--data', at('digits-images-idx3-ubyte'), ...more, '-o', at('two.hourglass.zip')])).toMatchObject({ status: 1, stderr: expect.stringContaining('--data fits documents with one Dataset') as string });
    expect(existsSync(at('two.hourglass.zip'))).toBe(false);
  }
});

describe('a shared file that is damaged', { timeout: 60_000 }, () => {
  const say = async (bytes: Uint8Array): Promise<string> => {
    const path = at('broken.hourglass.zip');
    writeFileSync(`${path}.new`, bytes);
    renameSync(`${path}.new`, path);
    const { status, stderr } = await runHere(['evaluate', path]);
    expect(status, stderr).toBe(1);
    expect(stderr).not.toContain('internal:');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    return stderr;
  };
  const parts = (): Record<string, Uint8Array> => unzipSync(readFileSync(file));
  const dataAt = (files: Record<string, Uint8Array>): string => Object.keys(files).find((path) => path.startsWith('data/'))!;
  it('says so in one message: cut, changed, without its data, or with data of another kind', async () => {
    const whole = readFileSync(file);
    expect(await say(whole.subarray(0, whole.length - 40))).toMatch(/broken\.hourglass\.zip.*expected/);
    const flipped = Uint8Array.from(whole);
    const place = Buffer.from(whole).indexOf('cells-of-march.csv') + 200;
    flipped[place] = flipped[place]! ^ 0xff;
    expect(await say(flipped)).toMatch(/broken\.hourglass\.zip, data\/.*damaged/);
    const gone = parts();
    delete gone[dataAt(gone)];
    expect(await say(zipSync(gone))).toMatch(/that hourglass\.json names, and found none/);
    const other = parts();
    other[dataAt(other)] = Uint8Array.of(1, 2, 3, 4);
    expect(await say(zipSync(other))).toMatch(/cells of march\.csv: expected a table.*and found/);
    const columns = parts();
    columns[dataAt(columns)] = new TextEncoder().encode('a;b\n1;2\n3;4\n');
    expect(await say(zipSync(columns))).toMatch(/cells of march\.csv.*load/);
    const empty = parts();
    empty[dataAt(empty)] = new Uint8Array(0);
    expect(await say(zipSync(empty))).toMatch(/cells of march\.csv: .*empty/);
  });
});
