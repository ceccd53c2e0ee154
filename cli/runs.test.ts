import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { weightsAt } from '@/graph-engine/testing/weights-at';
import { isState } from '@/graph-engine/training/plain-weights';
import { runHere } from './testing/run-here';

const root = mkdtempSync(join(tmpdir(), 'hourglass-runs-'));
const at = (...names: string[]): string => join(root, ...names);
const answer = ({ stdout }: { readonly stdout: string }): Record<string, unknown> => JSON.parse(stdout) as Record<string, unknown>;

beforeAll(async () => {
  for (const seed of ['1', '2']) expect(await runHere(['train', 'patterns', '--steps', '20', '--seed', seed, '--out', at('some', `seed-${seed}`)])).toMatchObject({ status: 0 });
}, 120_000);
afterAll(() => rmSync(root, { recursive: true }));

describe('hourglass runs', { timeout: 60_000 }, () => {
  it('lists the runs below a folder, the newest first, with what tells them apart', async () => {
    const { runs } = answer(await runHere(['runs', root, '--json'])) as { runs: Record<string, unknown>[] };
    expect(runs.map(({ name }) => name)).toEqual(['seed-2', 'seed-1']);
    expect(runs[0]).toMatchObject({ document: 'Patterns', seed: 2, step: 20, data: expect.stringMatching(/^[0-9a-f]{8}$/) as string });
    const { stdout } = await runHere(['runs', at('some')]);
    expect(stdout).toMatch(/folder +document +seed +steps +loss/);
    expect(stdout.split('\n').filter((line) => line.includes('seed-'))).toHaveLength(2);
  });
  it('lists a run whose weights are cut short or whose document is none, and says where there is none', async () => {
    cpSync(at('some', 'seed-1'), at('other', 'cut'), { recursive: true });
    truncateSync(at('other', 'cut', 'weights.safetensors'), 40);
    writeFileSync(at('other', 'cut', 'graph.hourglass.json'), '{"name":');
    const { runs } = answer(await runHere(['runs', at('other'), '--json'])) as { runs: Record<string, unknown>[] };
    expect(runs).toMatchObject([{ name: 'cut', document: '(damaged)', step: null, seed: null }]);
    expect((await runHere(['runs', at('some', 'seed-1', 'graph.hourglass.json')])).status).toBe(1);
    expect((await runHere(['runs', at('nothing')])).stderr).toContain('There is no folder');
  });
});

describe('a run of a document of which not all takes part', { timeout: 60_000 }, () => {
  const out = at('muted');
  const graph = join(out, 'graph.hourglass.json');
  type Drawn = Readonly<Record<'nodes' | 'wires', Readonly<Record<string, object>>>>;
  const drawn = (): Drawn => JSON.parse(readFileSync(graph, 'utf8')) as Drawn;
  /** Beside the autoencoder. */
  const draw = (mode: string): void => {
    const { nodes, wires, ...rest } = drawn();
    const rbm = { ...nodes['encoder'], id: 'rbm', kind: 'rbm', name: 'RBM', params: { units: 4 }, layers: {}, mode };
    writeFileSync(graph, JSON.stringify({ ...rest, nodes: { ...nodes, rbm }, wires: { ...wires, more: { id: 'more', from: { node: 'dataset', port: 'data' }, to: { node: 'rbm', port: 'in' }, bends: [] } } }));
  };
  const train = async (): Promise<string> => {
    const { status, stderr } = await runHere(['train', out, '--steps', '4', '--out', out]);
    expect(status, stderr).toBe(0);
    return stderr;
  };
  const weights = () => [...weightsAt(join(out, 'weights.safetensors'))].filter(([name]) => name.startsWith('rbm/') && !isState(name));

  it('holds the whole drawing and the weights of what takes no part now, and goes on as it was', async () => {
    cpSync(at('some', 'seed-1'), out, { recursive: true });
    draw('active');
    await train();
    const before = weights();
    expect(before.length).toBeGreaterThan(2);
    draw('muted');
    await train();
    expect([drawn().nodes['rbm'], Object.keys(drawn().wires)]).toMatchObject([{ mode: 'muted' }, expect.arrayContaining(['more'])]);
    expect(weights()).toEqual(before);
    expect(await train()).toMatch(/^(?!.*Not all is as it was).*Going on after step 4/s);
    expect(weights()).toEqual(before);
  });
});

describe('hourglass baselines', { timeout: 60_000 }, () => {
  it('tells the figures of simpler means beside that of the model, and a sentence', async () => {
    const found = answer(await runHere(['baselines', at('some', 'seed-1'), '--json']));
    expect(found).toMatchObject({ code: '2 numbers', figures: [{ title: 'PCA, 2 numbers' }, { title: 'mean item, no code' }], sentence: expect.stringMatching(/^2 numbers: .+PCA /) as string });
    const { stdout } = await runHere(['baselines', at('some', 'seed-1')]);
    expect(stdout).toMatch(/this model +[\d.]+ {2}nats per image\nPCA, 2 numbers +[\d.]+/);
  });
  it('tells them without weights too, and says where there is nothing to compare', async () => {
    expect(answer(await runHere(['baselines', 'patterns', '--json']))).toMatchObject({ model: null, sentence: null });
    const lone = { ...answer({ stdout: readFileSync(at('some', 'seed-1', 'graph.hourglass.json'), 'utf8') }), wires: {} };
    writeFileSync(at('lone.hourglass.json'), JSON.stringify(lone));
    expect((await runHere(['baselines', at('lone.hourglass.json')])).status).toBe(1);
  });
});

describe('hourglass report', { timeout: 60_000 }, () => {
  it('writes a run as one page with its pictures, and refuses what was not trained', async () => {
    const out = at('report.html');
    expect(answer(await runHere(['report', at('some', 'seed-1'), '--out', out, '--json']))).toMatchObject({ out });
    const html = readFileSync(out, 'utf8');
    for (const part of ['2 numbers: ', 'data:image/png;base64,', 'PCA, 2 numbers', '<svg']) expect(html).toContain(part);
    expect((await runHere(['report', 'patterns', '--out', at('none.html')])).status).toBe(1);
  });
});
