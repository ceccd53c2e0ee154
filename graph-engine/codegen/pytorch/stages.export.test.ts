/** A PyTorch project trains in the stages of its document: from the same weights on the same items it comes to the weights that the studio comes to. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HourglassDocument } from '../../document/types';
import { chooseBackend } from '../../runtime/backends/choose';
import { writeSafetensors } from '../../runtime/safetensors';
import { gradientScript, lossesAndGradients } from '../../testing/export-python';
import { runNode, writeFiles } from '../../testing/export-project';
import { checkers, python, pythonFolder, runPython } from '../../testing/python';
import { certain, certainly, eagerHeads, mixedGame, pretrained, stagedDocuments, stagedTable, unstagedRbms } from '../../testing/staged-documents';
import { weightsAt } from '../../testing/weights-at';
import { trainStages } from '../../testing/train-stages';
import { trainOnTwo } from '../../testing/two-processes';
import type { PlainWeights } from '../../training/plain-weights';
import { generatePyTorch } from '.';

const exact: Readonly<Record<string, HourglassDocument>> = { ...stagedDocuments, certain };
const names = Object.keys(exact);
const folder = pythonFolder();
const data = { dataset: stagedTable };
const runs = new Map<string, Awaited<ReturnType<typeof trainStages>>>();

async function write(name: string, document: HourglassDocument): Promise<void> {
  const run = await trainStages(document, data, document === certain ? certainly : undefined);
  runs.set(name, run);
  writeFiles(`${folder.path}/${name}`, generatePyTorch(document, run.analysis, { weights: writeSafetensors(run.start), data }).files);
}
const documents = (): Readonly<Record<string, HourglassDocument>> => ({ ...exact, pretrained, eager: eagerHeads(), mixed: mixedGame() });

async function train(name: string, ...args: readonly string[]): Promise<string> {
  const { status, output } = await runPython(`${folder.path}/${name}`, 'train.py', '--device', 'cpu', '--weights', 'weights.safetensors', '--out', 'trained.safetensors', ...args);
  expect(status, output).toBe(0);
  return output;
}
const trained = (name: string): PlainWeights => weightsAt(`${folder.path}/${name}/trained.safetensors`);
function expectAlike(found: PlainWeights, expected: PlainWeights): void {
  for (const [weight, { data: ours }] of expected) {
    const theirs = found.get(weight)!.data;
    const furthest = Math.max(...ours.map((value, i) => Math.abs(value - theirs[i]!)));
    expect(furthest, `${weight}: ${[...ours].slice(0, 4).join()} and ${[...theirs].slice(0, 4).join()}`).toBeLessThan(1e-3);
  }
}
const changed = (a: PlainWeights, b: PlainWeights): Set<string> => new Set([...a.keys()].filter((name) => a.get(name)!.data.join() !== b.get(name)!.data.join()).map((name) => name.split('/')[0]!));

describe.skipIf(!python)('a PyTorch project in stages', () => {
  beforeAll(async () => {
    await chooseBackend('wasm');
    for (const [name, document] of Object.entries(documents())) await write(name, document);
  });
  afterAll(() => folder.remove());

  it.for(names)('%s: comes to the weights that the studio comes to', async (name) => {
    const output = await train(name);
    const { stages } = runs.get(name)!;
    expect(output.match(/^stage .*$/gm)).toEqual(stages.map((stage) => `stage ${stage.name}`));
    expect(output).toContain(`${stages.at(-1)!.to} steps`);
    expectAlike(trained(name), stages.at(-1)!.weights);
  });
  it('stops in the middle of a stage, has made its copies, and goes on as if it had not stopped', async () => {
    const [first] = runs.get('heads')!.stages;
    await train('heads', '--steps', String(first!.to));
    const before = trained('heads');
    expectAlike(before, first!.weights);
    await train('heads', '--steps', String(first!.to + 2));
    const after = trained('heads');
    const turned = Array.from({ length: 18 }, (_, i) => before.get('encoder/encoder-1/kernel')!.data[(i % 6) * 3 + Math.floor(i / 6)]!);
    expect([...after.get('decoder/decoder-1/kernel')!.data]).toEqual(turned);
    expect(changed(before, after)).toEqual(new Set(['decoder', 'head']));
    await train('heads', '--resume');
    expectAlike(trained('heads'), runs.get('heads')!.stages.at(-1)!.weights);
  });
  it('trains one stage alone, and says which there are', async () => {
    expect(await train('heads', '--stage', 'Second')).toContain('7 steps');
    expect(changed(runs.get('heads')!.start, trained('heads'))).toEqual(new Set(['decoder', 'head']));
    const { status, output } = await runPython(`${folder.path}/heads`, 'train.py', '--stage', 'Fourth');
    expect(status).not.toBe(0);
    expect(output).toContain("choose from 'First', 'Second', 'Again', 'Third'");
  });
  it('ends a stage whose held-out loss falls no more, and goes on with the next', async () => {
    const output = await train('eager');
    expect(Number(/(\d+) steps; the weights/.exec(output)![1])).toBeLessThan(1800);
    expect(output).toMatch(/stage Second\n(.*\n)*stage Third\n(.*\n)*stage Nobody\n\d+ steps; the weights/);
    expect(await train('mixed')).toContain(`${3 * (6 + 5 + 2) + 3} steps`);
  });

  it('an RBM pulls as it does here, beside the derivatives of losses', async () => {
    for (const [name, document] of [['pretrained', pretrained], ['unstaged', unstagedRbms()]] as const) {
      if (name === 'unstaged') await write(name, document);
      folder.write(`${name}/gradients.safetensors`, await lossesAndGradients(document));
      folder.write(`${name}/compare.py`, gradientScript());
      expect((await runPython(`${folder.path}/${name}`, 'compare.py')).output).toBe('compared\n');
    }
    expect(await train('unstaged', '--epochs', '3')).toContain('reconstruction error');
  });
  it('RBMs are learned layer by layer, copied and fine-tuned: the loss is of the size of ours', async () => {
    const [start, { stages }] = [runs.get('pretrained')!.start, runs.get('pretrained')!];
    await train('pretrained', '--steps', '20');
    expect(changed(start, trained('pretrained'))).toEqual(new Set(['first']));
    await train('pretrained', '--steps', '40');
    const before = trained('pretrained');
    expect(changed(start, before)).toEqual(new Set(['first', 'second']));
    await train('pretrained', '--steps', '41');
    const after = trained('pretrained');
    expect(changed(before, after)).toEqual(new Set(['encoder', 'decoder']));
    // A step of Adam moves a weight by its rate at most.
    const moved = Math.max(...after.get('encoder/encoder-1/kernel')!.data.map((x, i) => Math.abs(x - before.get('first/kernel')!.data[i]!)));
    expect(moved).toBeLessThan(0.002);
    const norm = (weights: PlainWeights): number => Math.hypot(...weights.get('first/kernel')!.data);
    expect(norm(before) / norm(stages[1]!.weights)).toBeGreaterThan(0.5);
    expect(norm(before) / norm(stages[1]!.weights)).toBeLessThan(2);
  });

  it('comes on two processes to the weights of one, RBMs included', async () => {
    await train('pretrained', '--metrics', 'one.jsonl');
    const one = trained('pretrained');
    await trainOnTwo(`${folder.path}/pretrained`, '--device', 'cpu', '--weights', 'weights.safetensors', '--out', 'trained.safetensors');
    expectAlike(trained('pretrained'), one);
  });

  it.skipIf(!checkers.every(({ found }) => found))('all are clean to pyflakes and pycodestyle', async () => {
    for (const { command, args } of checkers) {
      const files = Object.keys(documents()).flatMap((name) => ['model.py', 'losses.py', 'train.py'].map((file) => `${name}/${file}`));
      expect((await runNode(command, folder.path, ...args, ...files)).output).toBe('');
    }
  });
});
