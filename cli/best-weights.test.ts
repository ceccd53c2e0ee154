/** Every run keeps its best weights beside its last ones, and commands take either. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveDocument } from '@/graph-engine/document/save';
import { changePlayers } from '@/graph-engine/testing/change-players';
import { smallAutoencoder } from '@/graph-engine/testing/small-autoencoder';
import { Terminal } from './output';
import { readTrained } from './target';
import { runHere } from './testing/run-here';

const root = mkdtempSync(join(tmpdir(), 'best-'));
const at = (...names: readonly string[]): string => join(root, ...names);
afterAll(() => rmSync(root, { recursive: true }));
const run = async (...args: readonly string[]): Promise<string> => {
  const { status, stdout, stderr } = await runHere(args);
  expect(status, stderr).toBe(0);
  return stdout;
};
const loss = async (...args: readonly string[]): Promise<number> => (JSON.parse(await run('evaluate', ...args, '--backend', 'cpu', '--json')) as { terms: { loss: number } }).terms.loss;
let best: { readonly step: number; readonly loss: number };
let said = '';
const silent = { write: (): boolean => true };

/** A rate at which the loss leaps: the best is soon past. */
const leaping = (patience: number): string => {
  const { training, ...document } = smallAutoencoder();
  return saveDocument(changePlayers({ ...document, training: { ...training, patience } }, () => ({ optimizer: { learningRate: 0.6 } })));
};
beforeAll(async () => {
  writeFileSync(at('x.hourglass.json'), leaping(0));
  said = await run('train', at('x.hourglass.json'), '--steps', '450', '--backend', 'cpu', '--out', at('run'));
  const { runs } = JSON.parse(await run('runs', at('run'), '--json')) as { runs: { best: typeof best }[] };
  best = runs[0]!.best;
}, 60_000);

describe('the best weights of a run', { timeout: 60_000 }, () => {
  it('are those of its lowest held-out loss, which is said, and the run ends with its last', async () => {
    expect(best.step).toBeLessThan(450);
    expect(said).toContain(`The best weights, of step ${best.step}, where the held-out loss was lowest (${best.loss.toPrecision(5)}), are kept beside the last ones: --at best takes them.`);
    await run('train', at('x.hourglass.json'), '--steps', String(best.step), '--backend', 'cpu', '--out', at('short'));
    const [first, last] = [await loss(at('short')), await loss(at('run'))];
    expect(await loss(at('run'), '--at', 'best')).toBe(first);
    expect(await loss(at('run'), '--at', 'last')).toBe(last);
    expect(first).not.toBe(last);
  });
  it('begin a new run, travel in a shared file, and are listed', async () => {
    const { stderr } = await runHere(['train', at('x.hourglass.json'), '--from', at('run'), '--at', 'best', '--steps', '1', '--backend', 'cpu', '--out', at('begun')]);
    expect(stderr).toContain('a new run begins at step 0');
    await run('share', at('run'), '--backend', 'cpu', '-o', at('x.hourglass.zip'));
    expect(await loss(at('x.hourglass.zip'), '--at', 'best')).toBe(await loss(at('short')));
    expect(await run('runs', root)).toMatch(new RegExp(`run .* ${best.loss.toPrecision(5)} at ${best.step} `));
    await run('export', at('run'), '--at', 'best', '--target', 'typescript', '--out', at('project'));
    expect(await loss(at('project'))).toBe(await loss(at('short')));
  });
  it('are what a run with early stopping ends with, which keeps its last where it took all its steps', async () => {
    writeFileSync(at('patient.hourglass.json'), leaping(100));
    await run('train', at('patient.hourglass.json'), '--steps', '450', '--backend', 'cpu', '--out', at('patient'));
    expect(await loss(at('patient'))).toBe(await loss(at('patient'), '--at', 'best'));
    expect(await loss(at('patient'), '--at', 'last')).toBe(await loss(at('run')));
  });
  it('come with what scores were fitted to, where the run is opened with them, and the others without', async () => {
    writeFileSync(at('scores.hourglass.json'), leaping(100));
    const { best: found, steps } = JSON.parse(await run('train', at('scores.hourglass.json'), '--normal', 'top bar,middle bar,bottom bar,left bar,centre bar,right bar,cross,plus,box', '--steps', '450', '--backend', 'cpu', '--out', at('scores'), '--json')) as { best: typeof best; steps: number };
    expect(found.step).toBeLessThan(steps);
    const scoresAt = async (which?: 'best' | 'last') => (await readTrained(at('scores'), new Terminal({ stdout: silent, stderr: silent }, false), { at: which })).scores;
    const own = await scoresAt();
    expect(own?.size).toBeGreaterThan(0);
    expect(await scoresAt('best')).toEqual(own);
    expect(await scoresAt('last')).toBeNull();
    const scored = async (...args: readonly string[]): Promise<Record<string, unknown>> => JSON.parse(await run('score', at('scores'), '--score', 'code-distance', ...args, '--backend', 'cpu', '--out', at('scores.csv'), '--json')) as Record<string, unknown>;
    // Where it is not kept it is fitted again, which other rows are no ground for.
    const [asOpened, last] = [await scored(), await scored('--at', 'last')];
    expect(Object.keys(asOpened['baselines'] as object)).toHaveLength(4);
    expect(last['baselines']).toEqual(asOpened['baselines']);
    expect(last['auc']).not.toBe(asOpened['auc']);
    expect({ ...(await scored('--weights', at('scores', 'weights.safetensors'))), remarks: [] }).toEqual(asOpened);
    expect(await runHere(['score', at('scores'), '--score', 'code-distance', '--at', 'last', '--items', '0:300', '--backend', 'cpu', '--out', at('scores.csv')])).toMatchObject({ status: 1, stderr: expect.stringContaining('“Distance of the code” is on rows that were trained on is not kept') as string });
  });
  it('are refused where there are none', async () => {
    await run('train', at('x.hourglass.json'), '--steps', '3', '--validation', '0', '--backend', 'cpu', '--out', at('bare'));
    expect(await runHere(['evaluate', at('bare'), '--at', 'best'])).toMatchObject({ status: 1, stderr: expect.stringContaining('has no best weights: nothing was held out') as string });
    expect(await runHere(['train', at('bare'), '--at', 'best', '--out', at('none')])).toMatchObject({ status: 2 });
  });
});
