/** What a file's numbers are prepared with belongs to the trained model, from train through evaluate and encode. */
import { mkdtempSync, readFileSync, writeFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { split } from '@/graph-engine/data/split';
import { saveDocument } from '@/graph-engine/document/save';
import { Random } from '@/graph-engine/random/counter';
import { readSafetensors, writeSafetensors } from '@/graph-engine/runtime/safetensors';
import { graph } from '@/graph-engine/testing/build-document';
import { runCommandLine } from './command-line';

const root = mkdtempSync(join(tmpdir(), 'prepared-data-'));
afterAll(() => rmSync(root, { recursive: true }));
const at = (name: string): string => join(root, name);

async function run(...args: string[]): Promise<{ readonly status: number; readonly stdout: string; readonly stderr: string }> {
  let [stdout, stderr] = ['', ''];
  const status = await runCommandLine(args, { stdout: { write: (text) => (stdout += text) }, stderr: { write: (text) => (stderr += text) } });
  return { status, stdout, stderr };
}
async function evaluate(...args: string[]): Promise<{ readonly error: number; readonly loss: number; readonly stderr: string }> {
  const { status, stdout, stderr } = await run('evaluate', ...args, '--json');
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const result = JSON.parse(stdout) as { sumOfSquaredErrorsPerSample: number; terms: { loss: number } };
  return { error: result.sumOfSquaredErrorsPerSample, loss: result.terms.loss, stderr };
}
async function codes(...args: string[]): Promise<string[]> {
  expect(await run('encode', ...args, '--out', at('codes.csv'))).toMatchObject({ status: 0 });
  return readFileSync(at('codes.csv'), 'utf8').trimEnd().split('\n').slice(1).map((line) => line.replace(/^\d+,/, ''));
}

type Writer = readonly [type: number, bytes: number, set: (view: DataView, at: number, value: number) => void];
const floats: Writer = [0x0d, 4, (view, offset, value) => view.setFloat32(offset, value)];
const shorts: Writer = [0x0b, 2, (view, offset, value) => view.setInt16(offset, value)];
const bytes: Writer = [0x08, 1, (view, offset, value) => view.setUint8(offset, value)];
function writeIdx(name: string, sizes: readonly number[], values: readonly number[], [type, size, set]: Writer): string {
  const view = new DataView(new ArrayBuffer(4 + 4 * sizes.length + size * values.length));
  view.setUint8(2, type);
  view.setUint8(3, sizes.length);
  sizes.forEach((n, i) => view.setUint32(4 + 4 * i, n));
  values.forEach((value, i) => set(view, 4 + 4 * sizes.length + i * size, value));
  writeFileSync(at(name), new Uint8Array(view.buffer));
  return at(name);
}
/** Readings of four sensors that follow two causes, with means far from 0. */
function readings(count: number, seed: number, broken = 0): number[][] {
  const random = new Random(seed, 1);
  return Array.from({ length: count }, () => {
    const [a, b] = [random.normal(), random.normal()];
    return [20 + 3 * a, 55 + 8 * b + broken, 1013 + 5 * a - 2 * b, 400 + 40 * b].map((x) => x + 0.1 * random.normal());
  });
}
const sensors = (name: string, rows: readonly (readonly number[])[]): string => writeIdx(name, [rows.length, 4], rows.flat(), floats);

function autoencoder(name: string, shape: readonly number[], scaling: string, output: string, loss: string): string {
  const size = shape.reduce((product, n) => product * n, 1);
  const document = graph()
    .node('dataset', { source: 'file', fileName: 'x.idx', shape, scaling })
    .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 16, activation: 'tanh' }]] })
    .node('bottleneck', { kind: 'vector', size: 2 })
    .node('decoder', { output }, { layers: [['dense', { units: 16, activation: 'tanh' }], ['dense', { units: size, activation: 'linear' }], ['reshape', { shape }]] })
    .node('loss', { kind: loss, reduction: 'sum' })
    .wireAutoencoder()
    .training({ batchSize: 32, epochs: 40, minSteps: 0, patience: 0, validationSplit: 0.1 })
    .done();
  writeFileSync(at(name), saveDocument(document));
  return at(name);
}
/** As older versions wrote it. */
function forget(folder: string): void {
  const file = join(folder, 'weights.safetensors');
  const read = readSafetensors(new Uint8Array(readFileSync(file)));
  if ('problem' in read) throw new Error(read.problem);
  writeFileSync(file, writeSafetensors(new Map([...read.tensors].filter(([name]) => !name.includes('.data/'))), read.metadata));
}

describe('standardised readings', () => {
  const rows = readings(400, 1);
  beforeAll(async () => {
    const document = autoencoder('sensors.hourglass.json', [4], 'standardised', 'linear', 'squared');
    expect(await run('train', document, '--data', sensors('train.idx', rows), '--out', at('run'))).toMatchObject({ status: 0 });
  });

  it('are judged by the moments of the training items, so that a broken sensor shows', async () => {
    const normal = await evaluate(at('run'), '--data', sensors('normal.idx', readings(100, 2)));
    const broken = await evaluate(at('run'), '--data', sensors('broken.idx', readings(100, 2, 60)));
    expect(normal.error).toBeLessThan(0.5);
    // 60 is 7.5 deviations of that sensor.
    expect(broken.error).toBeGreaterThan(20);
    expect(normal.loss / normal.error).toBeCloseTo(1, 4);
  });
  it('have codes and errors that do not depend on their neighbours, down to one item alone', async () => {
    const all = await codes(at('run'), '--data', at('train.idx'));
    const alone = await codes(at('run'), '--data', sensors('one.idx', [rows[7]!]));
    expect(alone).toEqual([all[7]]);
    const [one, slice] = [await evaluate(at('run'), '--data', at('one.idx')), await evaluate(at('run'), '--data', at('train.idx'), '--items', '7:8')];
    expect(one.error).toBeGreaterThan(0);
    expect(one.error).toBe(slice.error);
  });
  it('cannot be trained on one item', async () => {
    expect(await run('train', at('sensors.hourglass.json'), '--data', sensors('one.idx', [rows[7]!]), '--out', at('no'))).toMatchObject({ status: 1, stderr: expect.stringMatching(/one\.idx has one item, and training needs at least 2/) as string });
  });
  it('say what is missing where weights came without their moments, and fit them again on the file that is theirs', async () => {
    const before = await evaluate(at('run'), '--data', at('train.idx'));
    forget(at('run'));
    expect(await run('evaluate', at('run'), '--data', at('normal.idx'))).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/do not hold what their data were prepared with \(dataset\.data\/standardised\/mean\).*Train on/) as string });
    const again = await evaluate(at('run'), '--data', at('train.idx'));
    expect(again.error).toBeCloseTo(before.error, 8);
    expect(again.stderr).toMatch(/fitted again, on the training items of this file/);
  });
});

describe('numbers outside 0 to 1', () => {
  const random = new Random(9, 1);
  const values = Array.from({ length: 200 * 6 }, (_, i) => 8 + 3 * Math.sin(i * 0.7) + random.normal());
  it('are brought there, with a word, and their cross-entropy is positive', async () => {
    const document = autoencoder('expression.hourglass.json', [6], 'unit', 'logits', 'binary-cross-entropy');
    const trained = await run('train', document, '--data', writeIdx('expression.idx', [200, 6], values, floats), '--out', at('bce'), '--json');
    expect(trained.stderr).toMatch(/expression\.idx holds numbers from \d\.\d+ to 1\d\.\d+ in its training items.*black.*white.*from 0 to 1/);
    const { train, validation } = JSON.parse(trained.stdout) as Record<string, { loss: number }>;
    for (const { loss } of [train!, validation!]) expect(loss / 6).toBeGreaterThan(0.3);
    // Other numbers are prepared in the same way, and leave the range with a word.
    const far = await evaluate(at('bce'), '--data', writeIdx('far.idx', [200, 6], values.map((x) => 10 * x), floats));
    expect(far.stderr).toMatch(/far\.idx lie outside what Dataset promises, from 0 to 1: .* to [\d.]+\..*cross-entropy.*below zero/);
  });
});

describe('pictures of unsigned 16-bit numbers in a signed file', () => {
  /** Smooth blobs up to 60,000. */
  const blobs = Array.from({ length: 60 * 64 }, (_, i) => {
    const [item, x, y] = [Math.floor(i / 64), i % 8, Math.floor(i / 8) % 8];
    return 60_000 * Math.exp(-((x - 2 - (item % 5)) ** 2 + (y - 2 - (item % 4)) ** 2) / 8);
  }).map(Math.round);
  it('are suspected aloud, and read as unsigned where that is asked for, from then on', async () => {
    const document = autoencoder('scans.hourglass.json', [8, 8, 1], 'unit', 'logits', 'binary-cross-entropy');
    const file = writeIdx('scans.idx', [60, 8, 8], blobs, shorts);
    const asSigned = await run('train', document, '--data', file, '--out', at('signed'));
    expect(asSigned.stderr).toMatch(/scans\.idx says that it holds signed 16-bit integers.*look like unsigned ones with the wrong sign.*--unsigned/);
    const json = await run('train', document, '--data', file, '--steps', '1', '--out', at('signed-json'), '--json');
    expect((JSON.parse(json.stdout) as { remarks: { code: string; message: string }[] }).remarks).toEqual([
      { code: 'data.unsigned', message: expect.stringMatching(/^scans\.idx says .* Here: --unsigned\.$/) as string },
      { code: 'data.limits', message: expect.stringMatching(/is taken for black/) as string },
    ]);
    const byType = await run('train', document, '--data', file, '--unsigned', '--limits', 'type', '--steps', '1', '--out', at('by-type'));
    expect(byType.stderr).toMatch(/unsigned 16-bit integers from 0 to 65,535/);
    const asUnsigned = await run('train', document, '--data', file, '--unsigned', '--out', at('unsigned'));
    expect(asUnsigned.stderr).toMatch(/unsigned 16-bit integers from \d+ to 60,000/);
    expect(asUnsigned.stderr).not.toMatch(/jump/);
    const again = await evaluate(at('unsigned'), '--data', file);
    expect(again.stderr).toBe('');
    expect(again.loss).toBeGreaterThan(0);
  });
  it('are not suspected in sound, in noise, or in bytes', async () => {
    const random = new Random(4, 2);
    const sound = Array.from({ length: 60 * 64 }, (_, i) => Math.round(32_000 * Math.sin(i / 6)));
    const noise = sound.map(() => Math.round(65_535 * random.uniform()) - 32_768);
    for (const [name, numbers] of [['sound', sound], ['noise', noise]] as const) {
      const ran = await run('train', at('scans.hourglass.json'), '--data', writeIdx(`${name}.idx`, [60, 8, 8], numbers, shorts), '--steps', '1', '--out', at(name));
      expect(ran).toMatchObject({ status: 0 });
      expect(ran.stderr).not.toMatch(/jump/);
    }
    const dark = await run('train', at('scans.hourglass.json'), '--data', writeIdx('dark.idx', [60, 8, 8], blobs.map((x) => Math.round(x / 4000)), bytes), '--steps', '1', '--out', at('dark'));
    expect(dark.stderr).toMatch(/holds bytes from 0 to 15 in its training items/);
    expect(await run('train', at('scans.hourglass.json'), '--data', at('dark.idx'), '--unsigned', '--steps', '1', '--out', at('dark'))).toMatchObject({ status: 2, stderr: expect.stringMatching(/dark\.idx holds none/) as string });
  });
});

describe('a pixel that is the same in all training items', () => {
  it('does not make one grey level of a held-out item a catastrophe', async () => {
    const random = new Random(3, 2);
    const pixels = Array.from({ length: 300 * 16 }, (_, i) => (i % 16 < 8 ? 200 : Math.floor(256 * random.uniform())));
    const document = autoencoder('border.hourglass.json', [4, 4, 1], 'standardised', 'linear', 'squared');
    const results: number[] = [];
    const heldOut = split(300, 0.5, 5, 'dataset').validation[0]!;
    for (const odd of [200, 199]) {
      const changed = pixels.map((value, i) => (i === 16 * heldOut ? odd : value));
      const ran = await run('train', document, '--data', writeIdx(`border${odd}.idx`, [300, 4, 4], changed, bytes), '--out', at(`border${odd}`), '--validation', '0.5', '--seed', '5', '--json');
      results.push((JSON.parse(ran.stdout) as { validation: { loss: number } }).validation.loss);
    }
    expect(results[1]! / results[0]!).toBeCloseTo(1, 2);
  });
});

it('a folder of older weights on generated data is evaluated with what is fitted on those again', async () => {
  const document = graph()
    .node('dataset', { source: 'patterns', scaling: 'standardised' })
    .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 4, activation: 'tanh' }]] })
    .node('bottleneck', { kind: 'vector', size: 2 })
    .node('decoder', { output: 'linear' }, { layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
    .node('loss', { kind: 'squared', reduction: 'sum' })
    .wireAutoencoder()
    .training({ epochs: 1, minSteps: 0, patience: 0 })
    .done();
  writeFileSync(at('patterns.hourglass.json'), saveDocument(document));
  await run('train', at('patterns.hourglass.json'), '--out', at('patterns'));
  const few = writeIdx('few.idx', [3, 3, 3], Array.from({ length: 27 }, (_, i) => 255 * (i % 2)), bytes);
  const before = await evaluate(at('patterns'), '--data', few);
  forget(at('patterns'));
  const after = await evaluate(at('patterns'), '--data', few);
  expect(after.error).toBe(before.error);
  expect(after.stderr).toMatch(/fitted again, on the training items of the document's own data/);
});
