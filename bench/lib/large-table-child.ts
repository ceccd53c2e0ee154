/** A process of its own, with the memory that Node gives by itself: reads a table, fits what its columns are prepared with and trains on it; says what each part took. */
import { loadData } from '@/cli/data';
import { useBackend } from '@/cli/open-session';
import { isInMemory } from '@/graph-engine/data/rows/in-memory';
import { dataFingerprint } from '@/graph-engine/training/data-fingerprint';
import { Session } from '@/graph-engine/training/session';
import { largeTableDocument } from './large-table-document';

const [path = '', steps = '300'] = process.argv.slice(2);
export interface LargeTableTimes {
  readonly read: number;
  readonly open: number;
  readonly fit: number;
  readonly fingerprint: number;
  /** Of the feed alone, and of whole steps. */
  readonly fedRows: number;
  readonly trainedRows: number;
  readonly rows: number;
  /** Whether its rows stand in a file. */
  readonly onDisk: boolean;
  readonly peakMiB: number;
}

const timed = async <T>(name: string, work: () => T | Promise<T>): Promise<{ readonly seconds: number; readonly result: T }> => {
  const start = performance.now();
  const before = process.cpuUsage();
  const result = await work();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  console.error(`${name}: ${seconds.toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of processors), memory ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB, most ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`);
  return { seconds, result };
};
await useBackend('wasm', { note: console.error });
const read = await timed('read', () => loadData(largeTableDocument, { data: path }));
const open = await timed('open', () => Session.open(read.result));
const session = open.result;
const [feed] = [...session.data.feeds.values()];
const fit = await timed('fit', () => feed!.fitted);
const fingerprint = await timed('fingerprint', () => dataFingerprint(session.data.tables));
const many = Math.min(session.stepsPerEpoch, 5000);
await timed('first batch', () => feed!.batch(0, 0, session.batch));
const fed = await timed('feed', () => { for (let index = 0; index < many; index++) {
  feed!.readAhead(1, index, session.batch);
  feed!.batch(1, index, session.batch);
} });
const trained = await timed('train', async () => { for (let step = 0; step < Number(steps); step++) await session.stepAndRead(); });
console.log(JSON.stringify({
  read: read.seconds, open: open.seconds, fit: fit.seconds, fingerprint: fingerprint.seconds, rows: feed!.table.count, onDisk: !isInMemory(feed!.table),
  fedRows: (many * session.batch) / fed.seconds, trainedRows: (Number(steps) * session.batch) / trained.seconds, peakMiB: process.resourceUsage().maxRSS / 1024,
} satisfies LargeTableTimes));
session.dispose();
process.exit(0);
