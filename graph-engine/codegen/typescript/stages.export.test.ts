/** A TypeScript project trains in the stages of its document: from the same weights on the same items it comes to the weights that the studio comes to. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HourglassDocument } from '../../document/types';
import { chooseBackend } from '../../runtime/backends/choose';
import { writeSafetensors } from '../../runtime/safetensors';
import { exportFolder, runNode, typecheck, writeFiles } from '../../testing/export-project';
import { modernNode } from '../../testing/modern-node';
import { certain, certainly, eagerHeads, mixedGame, pretrained, stagedDocuments, stagedTable, unstagedRbms } from '../../testing/staged-documents';
import { weightsAt } from '../../testing/weights-at';
import { trainStages } from '../../testing/train-stages';
import type { PlainWeights } from '../../training/plain-weights';
import { generateTypeScript } from '.';

const exact: Readonly<Record<string, HourglassDocument>> = { ...stagedDocuments, certain };
const names = Object.keys(exact);
const folder = exportFolder();
const data = { dataset: stagedTable };
const stagesOfRun = new Map<string, Awaited<ReturnType<typeof trainStages>>>();

async function write(name: string, document: HourglassDocument): Promise<void> {
  const run = await trainStages(document, data, document === certain ? certainly : undefined);
  stagesOfRun.set(name, run);
  writeFiles(`${folder.path}/${name}`, generateTypeScript(document, run.analysis, { weights: writeSafetensors(run.start), data }).files);
}
beforeAll(async () => {
  await chooseBackend('wasm');
  for (const [name, document] of Object.entries({ ...exact, pretrained, eager: eagerHeads(), mixed: mixedGame(), unstaged: unstagedRbms() })) await write(name, document);
});
afterAll(() => folder.remove());

async function train(project: string, ...args: readonly string[]): Promise<string> {
  const { status, output } = await runNode(modernNode(), project, 'src/train.ts', '--from', 'weights.safetensors', '--out', 'trained.safetensors', ...args);
  expect(status, output).toBe(0);
  return output;
}
function expectAlike(found: PlainWeights, expected: PlainWeights): void {
  for (const [weight, { data: ours }] of expected) {
    const theirs = found.get(weight)!.data;
    const furthest = Math.max(...ours.map((value, i) => Math.abs(value - theirs[i]!)));
    expect(furthest, `${weight}: ${[...ours].slice(0, 4).join()} and ${[...theirs].slice(0, 4).join()}`).toBeLessThan(1e-3);
  }
}

describe('a TypeScript project in stages', () => {
  it('compiles', async () => {
    const { output } = await typecheck(folder.path, names[0]!);
    expect(output.replace(/^npm warn.*\n/gm, '')).toBe('');
  });
  it.for(names)('%s: comes to the weights that the studio comes to', async (name) => {
    const project = `${folder.path}/${name}`;
    const output = await train(project);
    const { stages } = stagesOfRun.get(name)!;
    expect(output.match(/^stage .*$/gm)).toEqual(stages.map((stage) => `stage ${stage.name}`));
    expect(output).toContain(`${stages.at(-1)!.to} steps`);
    expectAlike(weightsAt(`${project}/trained.safetensors`), stages.at(-1)!.weights);
  });
  it('stops in the middle of a stage, and has made its copies', async () => {
    const project = `${folder.path}/heads`;
    const [first, second] = stagesOfRun.get('heads')!.stages;
    await train(project, '--steps', String(first!.to));
    expectAlike(weightsAt(`${project}/trained.safetensors`), first!.weights);
    const before = weightsAt(`${project}/trained.safetensors`);
    await train(project, '--steps', String(first!.to + 2));
    const after = weightsAt(`${project}/trained.safetensors`);
    const turned = Array.from({ length: 18 }, (_, i) => before.get('encoder/encoder-1/kernel')!.data[(i % 6) * 3 + Math.floor(i / 6)]!);
    expect([...after.get('decoder/decoder-1/kernel')!.data]).toEqual(turned);
    expect([...after.get('encoder/encoder-1/kernel')!.data]).toEqual([...before.get('encoder/encoder-1/kernel')!.data]);
    expect(second!.from).toBe(first!.to);
  });
  it('trains one stage alone, and says which there are', async () => {
    const project = `${folder.path}/heads`;
    const before = weightsAt(`${project}/weights.safetensors`);
    const output = await train(project, '--stage', 'Second');
    expect(output).toContain('7 steps');
    const after = weightsAt(`${project}/trained.safetensors`);
    const changed = [...after.keys()].filter((name) => after.get(name)!.data.join() !== before.get(name)!.data.join());
    expect(new Set(changed.map((name) => name.split('/')[0]))).toEqual(new Set(['decoder', 'head']));
    const { status, output: refused } = await runNode(modernNode(), project, 'src/train.ts', '--stage', 'Fourth');
    expect(status).not.toBe(0);
    expect(refused).toContain('There is no stage “Fourth”; there are First, Second, Again, Third');
  });
});

describe('RBMs', () => {
  const changed = (a: PlainWeights, b: PlainWeights): Set<string> => new Set([...a.keys()].filter((name) => a.get(name)!.data.join() !== b.get(name)!.data.join()).map((name) => name.split('/')[0]!));
  const at = (name: string): PlainWeights => weightsAt(`${folder.path}/${name}/trained.safetensors`);
  it('are learned layer by layer, copied and fine-tuned: their weights are of the size of ours', async () => {
    const { start, stages } = stagesOfRun.get('pretrained')!;
    const project = `${folder.path}/pretrained`;
    await train(project, '--steps', '20');
    expect(changed(start, at('pretrained'))).toEqual(new Set(['first']));
    await train(project, '--steps', '40');
    const before = at('pretrained');
    expect(changed(start, before)).toEqual(new Set(['first', 'second']));
    await train(project);
    expect(changed(before, at('pretrained'))).toEqual(new Set(['encoder', 'decoder']));
    const norm = (weights: PlainWeights): number => Math.hypot(...weights.get('first/kernel')!.data);
    expect(norm(before) / norm(stages[1]!.weights)).toBeGreaterThan(0.5);
    expect(norm(before) / norm(stages[1]!.weights)).toBeLessThan(2);
  });
  it('are learned together where there is nothing else, and tell how well they reconstruct', async () => {
    const output = await train(`${folder.path}/unstaged`, '--epochs', '3');
    expect(output).toMatch(/epoch 3\/3 .*reconstruction error/);
    expect(changed(weightsAt(`${folder.path}/unstaged/weights.safetensors`), at('unstaged'))).toEqual(new Set(['first', 'second']));
  });
});

describe('early stopping of stages', () => {
  it('ends a stage whose held-out loss falls no more, with its best weights, and goes on with the next', async () => {
    const output = await train(`${folder.path}/eager`);
    const steps = Number(/(\d+) steps, weights/.exec(output)![1]);
    expect(steps).toBeLessThan(1800);
    expect(output).toMatch(/held-out loss was lowest after step \d+/);
    expect(output).toMatch(/stage Second\n(.*\n)*.*lowest after step(.*\n)*stage Third\n(.*\n)*.*lowest after step/);
    // Nobody learns in the last one.
    expect(output).toMatch(/stage Nobody\n\d+ steps, weights/);
  });
  it('does not end a stage that is a game, nor one whose loss has not settled', async () => {
    const output = await train(`${folder.path}/mixed`);
    expect(output.match(/stage|lowest after step \d+/g)).toEqual(['stage', 'lowest after step 18', 'stage', 'stage', 'stage']);
  });
});
