/** What the command line promises of data of the user's own: trained on with a few options, scored without any, and what a file holds is what counts. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodePng } from '@/graph-engine/data/formats/testing/encode-png';
import { writeNpy } from '@/graph-engine/data/formats/testing/write-numbers';
import { Random } from '@/graph-engine/random/random';
import { runHere } from './testing/run-here';

const folder = mkdtempSync(join(tmpdir(), 'own-data-'));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

const ROWS = 300;
/** Two numbers that go together, but for one row of ten; times and adds to them what is asked. */
function table(seed: number, times = 1, plus = 0): string[] {
  const random = new Random(seed);
  return Array.from({ length: ROWS }, (_, i) => {
    const [load, broken] = [random.normal(), i % 10 === 0];
    const current = broken ? -2 * load + 1 : load + random.normal(0, 0.1);
    return [load * times + plus, current * times + plus, ['north', 'south'][i % 2], random.normal(5, 1) * times + plus, broken ? 'worn' : 'ok'].join(',');
  });
}
const HEADER = 'load,current,site,wear,state';
const normal = ['--label', 'state', '--normal', 'ok'];

async function json(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { status, stdout, stderr } = await runHere([...args, '--json']);
  expect(status, stderr).toBe(0);
  const lines = stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0]!) as Record<string, unknown>;
}
const train = (data: string, out: string, ...more: readonly string[]) => json('train', 'anomaly-cells', '--data', at(data), '--out', at(out), '--steps', '150', ...more);

beforeAll(async () => {
  writeFileSync(at('a.csv'), `${HEADER}\n${table(1).join('\n')}\n`);
  writeFileSync(at('b.csv'), `${HEADER}\n${table(2).join('\n')}\n`);
  writeFileSync(at('far.csv'), `${HEADER}\n${table(2, 10, 100).join('\n')}\n`);
  writeFileSync(at('bare.csv'), `${table(1).join('\n')}\n`);
  const order = (row: string): string => row.split(',').toReversed().join(',');
  writeFileSync(at('turned.csv'), `${[HEADER, ...table(2)].map(order).join('\n')}\n`);
  writeFileSync(at('plain.csv'), `${[HEADER, ...table(2)].map((row) => row.split(',').slice(0, 4).join(',')).join('\n')}\n`);
  await train('a.csv', 'run', ...normal, '--columns', 'wear:number/robust*0.5', '--split', 'stratified,test=0.5');
});

describe('score', () => {
  it('says how well rows of another file are told, beside four baselines, without further options', async () => {
    const found = await json('score', at('run'), '--data', at('b.csv'), '--out', at('b.scores.csv'));
    const area = { auc: expect.any(Number), averagePrecision: expect.any(Number) };
    expect(found).toMatchObject({ rows: ROWS, judged: ROWS, anomalies: ROWS / 10, on: 'new', ...area });
    expect(found['baselines']).toEqual({ none: area, pca: area, isolationForest: area, knn: area });
    expect(found['auc']).toBeGreaterThan(0.7);
    expect(readFileSync(at('b.scores.csv'), 'utf8').split('\n')).toHaveLength(ROWS + 2);
  });
  it('gives the same of a file whose columns lie in another order', async () => {
    const [one, other] = [await json('score', at('run'), '--data', at('b.csv'), '--out', at('1.csv')), await json('score', at('run'), '--data', at('turned.csv'), '--out', at('2.csv'))];
    expect(other['auc']).toBe(one['auc']);
  });
  it('gives other figures of the file times 10 plus 100', async () => {
    const [one, other] = [await json('score', at('run'), '--data', at('b.csv'), '--out', at('1.csv')), await json('score', at('run'), '--data', at('far.csv'), '--out', at('2.csv'))];
    expect(other['auc']).not.toBe(one['auc']);
    const first = (name: string): number => Number(readFileSync(at(name), 'utf8').split('\n')[1]!.split(',')[1]);
    expect(first('2.csv')).toBeGreaterThan(10 * first('1.csv'));
  });
  it('judges of the trained file the rows that were not trained on', async () => {
    const found = await json('score', at('run'), '--data', at('a.csv'), '--out', at('1.csv'));
    expect(found).toMatchObject({ rows: ROWS, on: 'test', anomalies: ROWS / 10 });
    expect(found['judged']).toBeLessThan(ROWS);
  });
  it('tells why there are no figures where there are no labels', async () => {
    expect(await json('score', at('run'), '--data', at('plain.csv'), '--out', at('1.csv'))).toMatchObject({ rows: ROWS, auc: null, averagePrecision: null, baselines: {}, why: expect.stringContaining('--label') });
  });
});

it('evaluate gives other figures of the file times 10 plus 100, and tells how well anomalies are told', async () => {
  const [one, other] = [await json('evaluate', at('run'), '--data', at('b.csv')), await json('evaluate', at('run'), '--data', at('far.csv'))];
  expect(other['sumOfSquaredErrorsPerSample']).toBeGreaterThan(10 * Number(one['sumOfSquaredErrorsPerSample']));
  expect(one['objective']).toMatchObject({ name: 'anomalies told from normal items', better: 'higher', value: expect.any(Number) });
});

describe('train', () => {
  it('takes a table without a header, with its label by number', async () => {
    await train('bare.csv', 'bare', '--label', '4', '--normal', 'ok');
    const saved = JSON.parse(readFileSync(at('bare/graph.hourglass.json'), 'utf8')) as { nodes: Record<string, { kind: string; params: Record<string, string> }> };
    const { columns, normal: kept } = Object.values(saved.nodes).find(({ kind }) => kind === 'dataset')!.params;
    expect((JSON.parse(columns!) as { name: string; kind: string }[]).map(({ name, kind }) => [name, kind])).toEqual([['0', 'number'], ['1', 'number'], ['2', 'category'], ['3', 'number'], ['4', 'label']]);
    expect(kept).toBe('ok');
  });
  it('takes the columns of a published table', async () => {
    const random = new Random(3);
    const names = ['Time', ...Array.from({ length: 28 }, (_, i) => `V${i + 1}`), 'Amount', 'Class'];
    const rows = Array.from({ length: 120 }, (_, i) => [i, ...Array.from({ length: 28 }, () => random.normal().toFixed(3)), (i * 7) % 90, i % 12 === 0 ? 1 : 0].join(','));
    writeFileSync(at('card.csv'), `${names.join(',')}\n${rows.join('\n')}\n`);
    await json('train', 'anomaly-fraud', '--data', at('card.csv'), '--preset', 'credit-card', '--out', at('card'), '--steps', '20');
    expect(await json('score', at('card'), '--data', at('card.csv'), '--out', at('1.csv'))).toMatchObject({ rows: 120, anomalies: 10 });
  });
  it('takes a folder of PNG files by class, and an array', async () => {
    for (const [kind, shift] of [['round', 0], ['square', 100]] as const) {
      mkdirSync(at(`shapes/${kind}`), { recursive: true });
      for (let i = 0; i < 8; i++) writeFileSync(at(`shapes/${kind}/${i}.png`), encodePng({ width: 9, height: 7, depth: 8, colour: 0, samples: Array.from({ length: 63 }, (_, place) => (place * (i + 2) + shift) % 256) }));
    }
    expect(await json('data', at('shapes'))).toMatchObject({ kind: 'pictures', rows: 16, shape: [7, 9, 1], labels: ['round', 'square'] });
    expect(await json('train', 'anomaly-faces', '--data', at('shapes'), '--normal', 'round', '--steps', '20', '--out', at('shapes-run'))).toMatchObject({ steps: 20 });
    writeFileSync(at('x.npy'), writeNpy('f4', [50, 6], Array.from({ length: 300 }, (_, i) => ((i * 37) % 100) / 100)));
    expect(await json('data', at('x.npy'))).toMatchObject({ kind: 'arrays', rows: 50, shape: [6] });
    expect(await json('train', 'autoencoder', '--data', at('x.npy'), '--steps', '20', '--out', at('x-run'))).toMatchObject({ steps: 20 });
  });
});
