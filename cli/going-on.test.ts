/** A run that is taken up again is the run it would have been without the stop, or says that it is not; a model that grew keeps its other weights. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { saveDocument } from '@/graph-engine/document/save';
import type { GraphNode, HourglassDocument } from '@/graph-engine/document/types';
import { graph, type LayerLine, type TrainingChange } from '@/graph-engine/testing/build-document';
import { readSafetensors } from '@/graph-engine/runtime/safetensors';
import { runHere } from './testing/run-here';

const root = mkdtempSync(join(tmpdir(), 'going-on-'));
afterAll(() => rmSync(root, { recursive: true }));
const at = (...parts: string[]): string => join(root, ...parts);

const dense: readonly LayerLine[] = [['flatten'], ['dense', { units: 8, activation: 'tanh' }], ['batch-norm']];
/** 150 patterns in batches of 16: nine steps an epoch. */
const model = (training: TrainingChange = {}, layers = dense): HourglassDocument =>
  graph()
    .node('dataset', { source: 'patterns', count: 150 })
    .node('encoder', {}, { layers })
    .node('bottleneck', { kind: 'gaussian', size: 2, warmupSteps: 40 })
    .node('decoder', { output: 'logits' }, { layers: [['dropout'], ['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
    .node('loss', { kind: 'binary-cross-entropy' })
    .wireAutoencoder()
    .training({ batchSize: 16, epochs: 4, minSteps: 0, validationSplit: 0.1, optimizer: { learningRate: 0.01 }, ...training })
    .done();
let count = 0;
const saved = (document: HourglassDocument): string => {
  const path = at(`${count++}.hourglass.json`);
  writeFileSync(path, saveDocument(document));
  return path;
};
async function train(...args: string[]): Promise<string> {
  const { status, stderr } = await runHere(['train', ...args, '--backend', 'cpu']);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  return stderr;
}
/** Everything that a folder keeps but how long each sitting was to be. */
function kept(folder: string): { readonly step: string; readonly tensors: Record<string, number[]>; readonly metrics: string; readonly stopping: unknown } {
  const read = readSafetensors(new Uint8Array(readFileSync(join(folder, 'weights.safetensors'))));
  if ('problem' in read) throw new Error(read.problem);
  const { step, run } = read.metadata as { step: string; run: string };
  const tensors = Object.fromEntries([...read.tensors].map(([name, { data }]) => [name, [...data]]));
  return { step, tensors, stopping: (JSON.parse(run) as { stopping: unknown }).stopping, metrics: readFileSync(join(folder, 'metrics.json'), 'utf8') };
}
/** Trains, and presses Ctrl+C once standard error matches. */
async function interrupted(when: RegExp, ...args: string[]): Promise<void> {
  let pressed = false;
  const { status } = await runHere(['train', ...args, '--backend', 'cpu'], (stderr) => {
    if (pressed || !when.test(stderr)) return;
    pressed = true;
    process.emit('SIGINT', 'SIGINT');
  });
  expect(status).toBe(130);
}

describe('a run that goes on', () => {
  it.each([
    ['without early stopping', 0],
    ['with early stopping, whose best weights are not the last', 50],
  ])('in three sittings is that of one, %s', async (_, patience) => {
    const document = saved(model({ patience, validationSplit: 0.3 }));
    await train(document, '--epochs', '12', '--out', at('once'));
    await train(document, '--epochs', '4', '--out', at('thrice'));
    for (const _sitting of [2, 3]) expect(await train(at('thrice'), '--out', at('thrice'))).toMatch(/Going on after step \d+/);
    expect(kept(at('thrice'))).toEqual(kept(at('once')));
    const rows = (JSON.parse(kept(at('thrice')).metrics) as { rows: { step: number; set: string }[] }).rows;
    expect(rows.filter(({ set }) => set === 'train').map(({ step }) => step)).toEqual(Array.from({ length: Number(kept(at('once')).step) }, (_row, i) => i));
  });
  it('after Ctrl+C in the middle is that of one, with schedules over the whole length', async () => {
    const document = saved(model({ epochs: 60, schedule: { kind: 'warmup-cosine', warmupSteps: 30 }, patience: 10_000 }));
    await interrupted(/step [1-9]\d*\//, document, '--out', at('stopped'));
    const { step } = kept(at('stopped'));
    expect(Number(step)).toBeLessThan(480);
    const told = await train(at('stopped'), '--out', at('stopped'));
    expect(told).toContain(`Going on after step ${step}, until step 480 of 480.\n`);
    expect(told).not.toMatch(/longer than|Not all/);
    await train(document, '--out', at('straight'));
    expect(kept(at('stopped'))).toEqual(kept(at('straight')));
  }, 60_000);
  it('within its length keeps its schedules, and beyond it says what moves', async () => {
    const document = saved(model({ epochs: 6, schedule: { kind: 'cosine', warmupSteps: 0 } }));
    await train(document, '--out', at('six'));
    const told = await train(at('six'), '--epochs', '2', '--out', at('eight'));
    expect(told).toMatch(/longer than it was to be: 64 steps instead of 48.*autoencoder learning rate \(\S+ in the last step, 0\.00\d+ in the next\).*not the run that 64 steps at once/);
    expect(kept(at('eight')).step).toBe('64');
    // Two epochs more of the eight, which are then as long as they were to be.
    await interrupted(/step [1-9]\d*\//, saved(model({ epochs: 400, schedule: { kind: 'cosine', warmupSteps: 0 } })), '--out', at('part'));
    const before = Number(kept(at('part')).step);
    expect(await train(at('part'), '--epochs', '2', '--out', at('part'))).not.toMatch(/longer than/);
    expect(kept(at('part')).step).toBe(String(before + 16));
  }, 60_000);
  it('with another batch size, seed or data says so', async () => {
    await train(saved(model()), '--out', at('first'));
    expect(await train(at('first'), '--batch', '20', '--seed', '5', '--out', at('other'))).toMatch(/Not all is as it was: the batch size is 20 and was 16; the seed is 5 and was 42\. The run goes on/);
    const document = model();
    const { dataset } = document.nodes as { dataset: GraphNode };
    writeFileSync(at('first', 'graph.hourglass.json'), saveDocument({ ...document, nodes: { ...document.nodes, dataset: { ...dataset, params: { ...dataset.params, count: 160 } } } }));
    expect(await train(at('first'), '--out', at('other'))).toMatch(/The model is not the one/);
  });
});

describe('a model that grew', () => {
  const grown = model({}, [...dense, ['dense', { units: 8, activation: 'tanh' }]]);
  const label = 'kernel of Dense (layer 4) in Encoder, bias of Dense (layer 4) in Encoder';
  it('keeps its other weights, and tells those that start fresh, edited in its folder or named beside it', async () => {
    await train(saved(model()), '--out', at('small'));
    const before = kept(at('small')).tensors;
    const told = await train(saved(grown), '--from', at('small'), '--steps', '1', '--out', at('beside'));
    expect(told).toContain(`these start fresh: ${label}.`);
    expect(told).toContain('a new run begins at step 0');
    // One step of Adam moves no weight by more than about the learning rate.
    const after = kept(at('beside'));
    expect(after.step).toBe('1');
    const names = Object.keys(before).filter((name) => !name.includes(':') && !/moving|statistics|mean|variance/.test(name.slice(name.lastIndexOf('/'))));
    expect(names.length).toBeGreaterThan(6);
    const moved = Math.max(...names.flatMap((name) => after.tensors[name]!.map((x, i) => Math.abs(x - before[name]![i]!))));
    expect(moved).toBeLessThan(0.02);
    writeFileSync(at('small', 'graph.hourglass.json'), saveDocument(grown));
    expect(await train(at('small'), '--out', at('small'))).toContain(`these start fresh: ${label}.`);
  });
  it('is refused where nothing fits', async () => {
    await train(saved(model()), '--out', at('donor'));
    const document = model();
    const renamed = JSON.parse(saveDocument(document).replaceAll('"encoder"', '"e"').replaceAll('"decoder"', '"d"').replaceAll('"bottleneck"', '"b"')) as { nodes: Record<string, { kind: string }> };
    for (const [id, kind] of [['e', 'encoder'], ['d', 'decoder'], ['b', 'bottleneck']] as const) renamed.nodes[id]!.kind = kind;
    const path = at('renamed.hourglass.json');
    writeFileSync(path, JSON.stringify(renamed));
    const { status, stderr } = await runHere(['train', path, '--from', at('donor'), '--out', at('none'), '--backend', 'cpu']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(/None of the weights in .*donor fits this model/) as string });
  });
});
