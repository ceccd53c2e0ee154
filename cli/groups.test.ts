/** Tables whose rows belong together: speakers are kept apart by a split, told by a Classifier, and given to a Decoder, from the command line. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printColumns, type ColumnSettings } from '@/graph-engine/data/columns/settings';
import { saveDocument } from '@/graph-engine/document/save';
import { Random } from '@/graph-engine/random/random';
import { graph } from '@/graph-engine/testing/build-document';
import { runHere } from './testing/run-here';

const folder = mkdtempSync(join(tmpdir(), 'groups-'));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

const SPEAKERS = ['ada', 'bob', 'eve', 'joe', 'kim', 'liv'];
/** Each speaker has a pitch; `more` is one that the model does not know. */
const csv = (seed: number, more: readonly string[] = []): string => {
  const random = new Random(seed);
  const all = [...SPEAKERS, ...more];
  const rows = Array.from({ length: 360 }, (_, i) => {
    const who = i % all.length;
    const [pitch, loud] = [who + random.normal(0, 0.1), random.normal()];
    return [pitch, loud, 2 * loud + random.normal(0, 0.1), random.pick(['Graz', 'Linz', 'Wien']), all[who]].join(',');
  });
  return `pitch,loud,energy,town,speaker\n${rows.join('\n')}\n`;
};
const columns: readonly ColumnSettings[] = [
  { name: 'pitch', kind: 'number' },
  { name: 'loud', kind: 'number' },
  { name: 'energy', kind: 'number' },
  { name: 'town', kind: 'category', preparation: 'embedding', names: ['Graz', 'Linz', 'Wien'] },
  { name: 'speaker', kind: 'group', names: SPEAKERS },
];
const document = graph({ name: 'Speakers' })
  .node('dataset', { source: 'file', fileName: 'a.csv', columns: printColumns(columns), split: 'group', test: 0.2 })
  .node('embedding', { size: 2 })
  .node('concat', {}, { id: 'beside' })
  .node('encoder', {}, { layers: [['dense', { units: 12, activation: 'tanh' }]] })
  .node('bottleneck', { kind: 'vector', size: 3 })
  .node('concat', {}, { id: 'condition' })
  .node('decoder', { output: 'linear' }, { layers: [['dense', { units: 3, activation: 'linear' }]] })
  .node('loss', { kind: 'mixed' })
  .node('classifier', {}, { name: 'Who', layers: [['dense', { units: 16, activation: 'tanh' }]] })
  .wire('dataset.data', 'beside.in')
  .wire('dataset.town', 'embedding.in')
  .wire('embedding.out', 'beside.in')
  .wire('beside.out', 'encoder.in')
  .wire('encoder.out', 'bottleneck.in')
  .wire('bottleneck.code', 'condition.in')
  .wire('dataset.speaker', 'condition.in')
  .wire('condition.out', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .wire('encoder.out', 'classifier.in')
  .wire('dataset.speaker', 'classifier.label')
  .training({ batchSize: 32, validationSplit: 0.1, optimizer: { kind: 'adam', learningRate: 0.02 } })
  .done();

async function json(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { status, stdout, stderr } = await runHere([...args, '--json']);
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as Record<string, unknown>;
}
/** Speakers by the part of a row. */
async function partsOf(run: string, data: string): Promise<Record<string, Set<string>>> {
  await json('score', at(run), '--data', at(data), '--out', at('scores.csv'));
  const [header, ...lines] = readFileSync(at('scores.csv'), 'utf8').trimEnd().split('\n').map((line) => line.split(','));
  const place = header!.indexOf('part');
  const parts: Record<string, Set<string>> = {};
  lines.forEach((line, row) => (parts[line[place]!] ??= new Set()).add(SPEAKERS[row % SPEAKERS.length]!));
  return parts;
}

beforeAll(async () => {
  writeFileSync(at('a.csv'), csv(1));
  writeFileSync(at('b.csv'), csv(2, ['zoe']));
  writeFileSync(at('bare.csv'), csv(3).split('\n').map((line) => line.split(',').slice(0, 4).join(',')).join('\n'));
  writeFileSync(at('speakers.json'), saveDocument(document));
  await json('train', at('speakers.json'), '--data', at('a.csv'), '--out', at('run'), '--steps', '200');
});

it('a speaker is found in a file, and its rows come into one part', async () => {
  const found = (await json('data', at('a.csv'))) as { columns: { name: string; kind: string; values: object | null }[] };
  expect(found.columns.map(({ name, kind }) => [name, kind])).toEqual([['pitch', 'number'], ['loud', 'number'], ['energy', 'number'], ['town', 'category'], ['speaker', 'group']]);
  await json('train', 'anomaly-cells', '--data', at('a.csv'), '--out', at('usual'), '--steps', '2', '--split', 'group,validation=0.2,test=0.3');
  for (const run of ['usual', 'run']) {
    const parts = await partsOf(run, 'a.csv');
    expect(Object.keys(parts).sort(), run).toEqual(['test', 'train', 'validation']);
    expect(Object.values(parts).reduce((sum, { size }) => sum + size, 0), run).toBe(SPEAKERS.length);
  }
  const { status, stderr } = await runHere(['train', 'anomaly-cells', '--data', at('bare.csv'), '--out', at('none'), '--steps', '1', '--split', 'group']);
  expect([status !== 0, stderr]).toEqual([true, expect.stringMatching(/expected a column called \(none is named\) to split by/)]);
});

describe('a model that is told the speaker', () => {
  const known = (evaluation: Record<string, unknown>) => (evaluation['classifiers'] as { name: string; labels: string[]; known: number; unknown: number; recall: (number | null)[] }[])[0]!;
  it('is evaluated on other rows, with the share of each column, and knows whom it does not know', async () => {
    const own = await json('evaluate', at('run'), '--data', at('a.csv'));
    expect(known(own)).toMatchObject({ name: 'Who', labels: SPEAKERS, known: 360, unknown: 0 });
    // Those whose rows were trained on are told.
    expect(known(own).recall.filter((share) => share! > 0.9).length).toBeGreaterThanOrEqual(3);
    const { mixed, columns: shares } = own['columns'] as { mixed: boolean; columns: { name: string; error: number; share: number }[] };
    expect([mixed, shares.map(({ name }) => name)]).toEqual([true, ['pitch', 'loud', 'energy']]);
    expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6);
    const other = await json('evaluate', at('run'), '--data', at('b.csv'));
    expect(known(other)).toMatchObject({ labels: SPEAKERS, unknown: Math.floor(360 / 7) });
  });
  it('scores and encodes rows, also without the column of the speaker', async () => {
    for (const [data, rows] of [['a.csv', 360], ['b.csv', 360], ['bare.csv', 360]] as const) {
      expect(await json('score', at('run'), '--data', at(data), '--out', at('scores.csv')), data).toMatchObject({ rows });
      await json('encode', at('run'), '--data', at(data), '--out', at('codes.csv'));
      expect(readFileSync(at('codes.csv'), 'utf8').trimEnd().split('\n'), data).toHaveLength(rows + 1);
    }
  });
});
