/** Is a CSV file of 1 GB (64 columns of numbers) read, prepared and trained on within the memory of a small machine, and does its feed keep up with the steps? */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeLargeCsv } from './lib/large-csv';
import type { LargeTableTimes } from './lib/large-table-child';
import { measureTab } from './lib/large-table-tab';
import { report, type Limit, type Row } from './lib/report';

const { values: options } = parseArgs({ options: { megabytes: { type: 'string', default: '1000' }, port: { type: 'string', default: '3310' }, only: { type: 'string', default: 'node,tab' }, json: { type: 'boolean' }, save: { type: 'boolean' } } });
const MEGA = 1e6;
const NEEDED = 3e9;
const COLUMNS = 64;
/** Of the whole process, in MiB; and how many times as many rows the feed gives as a step takes. */
const [MOST_MEMORY, TIMES] = [1024, 3];

const { bavail, bsize } = statfsSync(tmpdir());
if (bavail * bsize < NEEDED) {
  console.error(`${tmpdir()}: expected ${NEEDED / 1e9} GB of free space for the file, and found ${((bavail * bsize) / 1e9).toFixed(1)} GB. Nothing was measured.`);
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'hourglass-large-'));
try {
  const path = join(folder, 'large.csv');
  const rows = writeLargeCsv(path, Number(options.megabytes) * MEGA, COLUMNS);
  const { size } = statSync(path);
  console.error(`${rows.toLocaleString('en')} rows, ${(size / 1e9).toFixed(2)} GB in ${folder}`);
  const places = { node: () => inNode(path), tab: () => inTab(path, rows) };
  const wanted = Object.entries(places).filter(([place]) => options.only.split(',').includes(place));
  const found: Row[] = [];
  for (const [, measure] of wanted) found.push(await measure());
  for (const row of found) if (row['rows'] !== rows) throw new Error(`expected ${rows} rows, and found ${row['rows']}`);
  report({
    name: 'large-table',
    question: 'Opening, preparing and training on a CSV file of 64 columns of numbers, whose rows are kept in a file: seconds, peak memory (of the whole process; of all processes of pages), and rows a second of the feed beside those of the steps (64-64-32-8, batches of 64).',
    key: 'where',
    rows: found.map((row) => ({ where: row['where']!, 'file GB': size / 1e9, ...row })),
    limits: (all) => all.flatMap(limitsOf),
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function inNode(path: string): Row {
  const child = spawnSync(process.execPath, ['--import', import.meta.resolve('tsx'), fileURLToPath(new URL('lib/large-table-child.ts', import.meta.url)), path], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 20 });
  if (child.status !== 0) throw new Error(`the process that reads the table ended with ${child.status ?? child.signal}`);
  const { rows, read, open, fit, fingerprint, fedRows, trainedRows, peakMiB, onDisk } = JSON.parse(child.stdout.trimEnd().split('\n').at(-1)!) as LargeTableTimes;
  return { where: 'Node', rows, 'in a file': onDisk ? 'yes' : 'no', 'read s': read, 'open s': open, 'fit s': fit, 'fingerprint s': fingerprint, 'peak MiB': Math.round(peakMiB), 'fed rows/s': Math.round(fedRows), 'trained rows/s': Math.round(trainedRows) };
}
async function inTab(path: string, rows: number): Promise<Row> {
  const { scan, read, firstStep, fit, fedRows, trainedRows, peakMiB } = await measureTab(path, rows, COLUMNS, options.port);
  return { where: 'a tab', rows, 'in a file': 'yes', 'read s': scan + read, 'first step s': firstStep, 'fit s': fit, 'peak MiB': Math.round(peakMiB), 'fed rows/s': Math.round(fedRows), 'trained rows/s': Math.round(trainedRows) };
}
function limitsOf(row: Row): readonly Limit[] {
  const ratio = Number(row['fed rows/s']) / Number(row['trained rows/s']);
  return [
    { limit: `${row['where']}: at most ${MOST_MEMORY} MiB`, found: `${row['peak MiB']} MiB`, holds: Number(row['peak MiB']) <= MOST_MEMORY },
    { limit: `${row['where']}: the feed gives at least ${TIMES} times the rows that steps take`, found: ratio.toFixed(1), holds: ratio >= TIMES },
  ];
}
