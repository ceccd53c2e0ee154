/** Weights come in by files of others, and a run goes out as one file. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveDocument } from '@/graph-engine/document/save';
import { writeSafetensors } from '@/graph-engine/runtime/safetensors';
import type { Weights } from '@/graph-engine/runtime/device';
import { weightsAt } from '@/graph-engine/testing/weights-at';
import { smallAutoencoder } from '@/graph-engine/testing/small-autoencoder';
import { runHere } from './testing/run-here';

const root = mkdtempSync(join(tmpdir(), 'weights-'));
afterAll(() => rmSync(root, { recursive: true }));
const at = (...parts: string[]): string => join(root, ...parts);
const document = at('small.hourglass.json');
const run = at('run');
const tensors = (path: string): Map<string, Weights> => new Map(weightsAt(path));
const transposed = ({ shape, data }: Weights): Weights => ({ shape: shape.toReversed(), data: shape.length === 2 ? Float32Array.from(data, (_, i) => data[(i % shape[0]!) * shape[1]! + Math.floor(i / shape[0]!)]!) : data });
const evaluated = async (...args: string[]): Promise<{ readonly loss: number }> => {
  const { status, stdout, stderr } = await runHere(['evaluate', ...args, '--backend', 'cpu', '--json']);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  return { loss: (JSON.parse(stdout.trim().split('\n').at(-1)!) as { terms: { loss: number } }).terms.loss };
};

beforeAll(async () => {
  writeFileSync(document, saveDocument(smallAutoencoder()));
  expect(await runHere(['train', document, '--steps', '30', '--backend', 'cpu', '--out', run])).toMatchObject({ status: 0 });
});

describe('weights of a file', () => {
  it('of a module of PyTorch are turned and taken, and give the same losses', async () => {
    const own = [...tensors(join(run, 'weights.safetensors'))].filter(([name]) => !name.includes(':') && /kernel|bias/.test(name));
    const called = (name: string): string => {
      const [node, , part] = [...name.split('/'), ...name.split('.')].filter((word) => word !== '');
      return `${node === 'bottleneck' ? 'code' : `${node}.0`}.${/bias/.test(`${name}${part}`) ? 'bias' : 'weight'}`;
    };
    writeFileSync(at('torch.safetensors'), writeSafetensors(new Map(own.map(([name, value]) => [called(name), transposed(value)]))));
    expect(await evaluated(document, '--weights', at('torch.safetensors'))).toEqual(await evaluated(run));
  });
  it('begin a run, with what fits and what starts fresh told', async () => {
    const some = tensors(join(run, 'weights.safetensors'));
    const [first, ...others] = [...some].filter(([name]) => !name.includes(':'));
    writeFileSync(at('part.safetensors'), writeSafetensors(new Map([[first![0], { shape: [1], data: Float32Array.of(1) }], ...others])));
    const { status, stderr } = await runHere(['train', document, '--weights', at('part.safetensors'), '--steps', '3', '--backend', 'cpu', '--out', at('begun')]);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(stderr).toMatch(/Weights of .*part\.safetensors: \d of \d parameters fit\.\n.*shape \[.*\] expected, \[1\] found/);
    expect(stderr).toMatch(/A new run begins at step 0 with these weights; these start fresh: /);
    expect(await runHere(['evaluate', document, '--weights', at('part.safetensors'), '--backend', 'cpu'])).toMatchObject({ status: 1, stderr: expect.stringMatching(/do not fit this model.*expected, \[1\] found/s) as string });
  });
  it('that cannot be read leave everything as it was', async () => {
    for (const [name, bytes, message] of [
      ['cut.safetensors', writeSafetensors(tensors(join(run, 'weights.safetensors'))).slice(0, -3), /expected .* found/],
      ['model.pt', Uint8Array.of(0x80, 2, 0x7d, 0x2e), /pickle of Python/],
      ['none.safetensors', writeSafetensors(new Map([['x', { shape: [3, 5], data: new Float32Array(15) }]])), /0 of \d parameters fit/],
    ] as const) {
      writeFileSync(at(name), bytes);
      expect(await runHere(['train', document, '--weights', at(name), '--out', at('nothing')])).toMatchObject({ status: 1, stderr: expect.stringMatching(message) as string });
    }
    expect(() => readFileSync(at('nothing'))).toThrow(/ENOENT/);
    expect(await runHere(['evaluate', at('none.safetensors')])).toMatchObject({ status: 1, stderr: expect.stringContaining('weights without a drawing') as string });
  });
});

describe('an exported project', () => {
  it('is a target as it is, with what its own training wrote', async () => {
    expect(await runHere(['export', run, '--target', 'typescript', '--out', at('project')])).toMatchObject({ status: 0 });
    expect(await evaluated(at('project'))).toEqual(await evaluated(run));
    cpSync(at('project'), at('edited'), { recursive: true });
    const changed = [...tensors(at('project', 'weights.safetensors'))].map(([name, { shape, data }]) => [name, { shape, data: /kernel/.test(name) ? data.map((x) => x / 2) : data }] as const);
    writeFileSync(at('edited', 'trained.safetensors'), writeSafetensors(new Map(changed)));
    const { loss } = await evaluated(at('edited'));
    expect(loss).not.toBe((await evaluated(run)).loss);
    expect(loss).toBe((await evaluated(document, '--weights', at('edited', 'trained.safetensors'))).loss);
  });
});

describe('a shared file', () => {
  it('is evaluated as the run is, and goes on as it does', async () => {
    const file = at('x.hourglass.zip');
    expect(await runHere(['share', run, '-o', file, '--backend', 'cpu'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/the drawing.*weights of step 30.*curves, pictures of reconstructions and samples\..*Not in it: the data/s) as string });
    expect(await evaluated(file)).toEqual(await evaluated(run));
    const [one, other] = [await runHere(['train', run, '--steps', '5', '--backend', 'cpu', '--out', at('one')]), await runHere(['train', file, '--steps', '5', '--backend', 'cpu', '--out', at('other')])];
    expect([one.status, other.status]).toEqual([0, 0]);
    expect(other.stderr).toContain('Going on after step 30');
    expect(tensors(at('other', 'weights.safetensors'))).toEqual(tensors(at('one', 'weights.safetensors')));
    expect(readFileSync(at('other', 'metrics.json'), 'utf8')).toBe(readFileSync(at('one', 'metrics.json'), 'utf8'));
  });
  it('is a run like any other when it is unpacked, its scores damaged or not', async () => {
    const folder = at('unpacked');
    mkdirSync(folder);
    for (const [name, bytes] of Object.entries(unzipSync(readFileSync(at('x.hourglass.zip'))))) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytes);
    }
    writeFileSync(join(folder, 'scores.safetensors'), 'damaged');
    expect(await evaluated(folder)).toEqual(await evaluated(run));
  });
  it('is refused where it would be written over a folder, and for what is not trained', async () => {
    expect(await runHere(['share', document, '-o', run])).toMatchObject({ status: 1 });
    expect(await runHere(['share', document, '-o', at('no.hourglass.zip')])).toMatchObject({ status: 1, stderr: expect.stringContaining('has no trained weights') as string });
  });
});
