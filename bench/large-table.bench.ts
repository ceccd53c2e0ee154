/** Is a CSV file of 1 GB (64 columns of numbers) read, prepared and trained on within the memory of a small machine, and does its feed keep up with the steps? */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeLargeCsv } from './lib/large-csv';
import type { LargeTableTimes } from './lib/large-table-child';
import { report } from './lib/report';

const { values: options } = parseArgs({ options: { megabytes: { type: 'string', default: '1000' }, json: { type: 'boolean' }, save: { type: 'boolean' } } });
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
  const child = spawnSync(process.execPath, ['--import', import.meta.resolve('tsx'), fileURLToPath(new URL('lib/large-table-child.ts', import.meta.url)), path], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 20 });
  if (child.status !== 0) throw new Error(`the process that reads the table ended with ${child.status ?? child.signal}`);
  const found = JSON.parse(child.stdout.trimEnd().split('\n').at(-1)!) as LargeTableTimes;
  if (found.rows !== rows) throw new Error(`expected ${rows} rows, and found ${found.rows}`);
  const ratio = found.fedRows / found.trainedRows;
  report({
    name: 'large-table',
    question: 'Reading, preparing and training on a CSV file of 64 columns of numbers in a process of its own: seconds, peak memory of the whole process, and rows a second of the feed beside those of the steps (64-64-32-8, batches of 64).',
    rows: [{ 'file GB': size / 1e9, rows, 'read s': found.read, 'MB/s': size / MEGA / found.read, 'open s': found.open, 'fit s': found.fit, 'fingerprint s': found.fingerprint, 'peak MiB': Math.round(found.peakMiB), 'fed rows/s': Math.round(found.fedRows), 'trained rows/s': Math.round(found.trainedRows) }],
    limits: [
      { limit: `the process takes at most ${MOST_MEMORY} MiB`, found: `${Math.round(found.peakMiB)} MiB`, holds: found.peakMiB <= MOST_MEMORY },
      { limit: `the feed gives at least ${TIMES} times the rows that steps take`, found: ratio.toFixed(1), holds: ratio >= TIMES },
    ],
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
