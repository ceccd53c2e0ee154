import { beforeAll, expect, it } from 'vitest';
import { printColumns } from '../data/columns/settings';
import { openFiles } from '../data/open-files';
import { blocksOf } from '../data/rows/blocks';
import { fileOf } from '../data/rows/in-memory';
import { rowsInMemory } from '../data/rows/testing/rows-in-memory';
import type { DataTable } from '../data/table';
import { chooseBackend } from '../runtime/backends/choose';
import { graph } from '../testing/build-document';
import { sourceOf } from '../testing/whole-table';
import { Feed } from './feed';
import { findRoles } from '../inspect/roles';
import { Session } from './session';
import { view } from './views';

beforeAll(async () => void (await chooseBackend('wasm')));

const [COUNT, BATCH, BLOCK] = [3000, 16, 11];
const text = `a,b,c\n${Array.from({ length: COUNT }, (_, i) => `${(i * 31) % 977},${Math.sin(i).toFixed(5)},${i % 7 === 0 ? '' : i}`).join('\n')}\n`;

async function opened(given = text) {
  const files = rowsInMemory({ blockRows: BLOCK });
  const [memory, disk] = [await openFiles([sourceOf(given, 't.csv')]), await openFiles([sourceOf(given, 't.csv')], { rows: files })];
  const document = graph()
    .node('dataset', { source: 'file', fileName: 't.csv', columns: printColumns(disk.columns) })
    .node('encoder', {}, { layers: [['dense', { units: 4 }]] })
    .node('bottleneck', { kind: 'vector', size: 2, projection: true })
    .node('decoder', { mirror: 'encoder', output: 'linear' })
    .node('loss', { kind: 'squared' })
    .wire('dataset.data', 'encoder.in').wire('encoder.out', 'bottleneck.in').wire('bottleneck.code', 'decoder.in').wire('decoder.out', 'loss.prediction').wire('dataset.data', 'loss.target')
    .training({ epochs: 2, batchSize: BATCH, validationSplit: 0.1 })
    .done();
  return { memory: memory.table, disk: disk.table, files, document };
}
const sessionOn = (document: Awaited<ReturnType<typeof opened>>['document'], table: DataTable): Promise<Session> => Session.open({ document, data: { dataset: table } });

it('gives the rows of a file as those of memory, prepared to the same bits', async () => {
  const { memory, disk, document } = await opened();
  const session = await sessionOn(document, disk);
  const feed = session.data.feeds.get('dataset')!;
  const { train, validation, test } = feed;
  const same = new Feed(memory, feed.node, { train, validation, test }, session.seed);
  expect([...same.fitted['mean']!.data]).toEqual([...feed.fitted['mean']!.data]);
  for (const index of [0, 1, session.stepsPerEpoch - 1]) {
    const { indices, values } = feed.batch(1, index, BATCH);
    expect(same.rows(indices).values).toEqual(values);
  }
  session.dispose();
});
it('takes every item that is trained on once in an epoch, in another order in the next, and the same for the same seed', async () => {
  const { disk, document } = await opened();
  const session = await sessionOn(document, disk);
  const feed = session.data.feeds.get('dataset')!;
  const epoch = (number: number, of = feed): number[] => Array.from({ length: Math.ceil(feed.train.length / BATCH) }, (_, i) => [...of.indices(number, i, BATCH)]).flat();
  const [first, second] = [epoch(0), epoch(1)];
  expect(first.toSorted((a, b) => a - b)).toEqual([...feed.train].toSorted((a, b) => a - b));
  expect(second.toSorted((a, b) => a - b)).toEqual(first.toSorted((a, b) => a - b));
  expect(second).not.toEqual(first);
  expect(epoch(0, new Feed(disk, feed.node, feed, session.seed))).toEqual(first);
  session.dispose();
});
it('reads ahead, so that no step of an epoch waits for the file, into the next epoch too', async () => {
  const { disk, document, files } = await opened();
  const session = await sessionOn(document, disk);
  const feed = session.data.feeds.get('dataset')!;
  expect(feed.train.length / BLOCK).toBeGreaterThan(200);
  await session.stepAndRead();
  const blocks = blocksOf(fileOf(disk)!);
  const missing = new Set<number>();
  const before = files.reads.length;
  while (session.step < session.stepsPerEpoch + 40) {
    const { step, stepsPerEpoch } = session;
    for (const item of feed.indices(Math.floor(step / stepsPerEpoch), step % stepsPerEpoch, BATCH)) if (!blocks.has(Math.floor(item / BLOCK))) missing.add(step);
    await session.stepAndRead();
  }
  expect([...missing]).toEqual([]);
  // Each was asked for before it was read, and before it was needed.
  const asked = new Set(files.asked);
  expect(files.reads.slice(before).filter(({ first }) => !asked.has(first))).toEqual([]);
  // No block is read twice in an epoch for training alone.
  expect(files.reads.length - before).toBeLessThan((1.4 * COUNT) / BLOCK);
  session.dispose();
});
it('goes on where it was, with the same numbers', async () => {
  const { disk, document } = await opened();
  const [one, other] = [await sessionOn(document, disk), await sessionOn(document, disk)];
  for (let i = 0; i < 5; i++) one.stepBlind();
  await other.restore(await one.snapshot());
  expect((await other.stepAndRead()).values).toEqual((await one.stepAndRead()).values);
  one.dispose();
  other.dispose();
});
it('tells of the first rows alone, one by one, and asks the model about others that it was trained on', async () => {
  const { disk, document } = await opened(`a,b\n${Array.from({ length: 50_040 }, (_, i) => `${(i * 31) % 977},${(i * 7) % 101}`).join('\n')}\n`);
  const session = await sessionOn(document, disk);
  const found = await view({ session, roles: findRoles(session.document, session.analysis), data: session.data }, { kind: 'anomalies', score: null, worst: 5, of: 'all', normal: '', intervals: false });
  if (found.kind !== 'anomalies') throw new Error(found.kind);
  expect([found.rows, found.scores.length, found.parts.length, Math.max(...found.judged) < 50_000, found.worst.items.length]).toEqual([50_040, 50_000, 50_000, true, 5]);
  session.dispose();
});
