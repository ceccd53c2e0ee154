/** Does every reader of files give a table or one message of a damaged file, in little time and memory? */
import { parseArgs } from 'node:util';
import { DataError } from '@/graph-engine/data/data-error';
import { bytesSource } from '@/graph-engine/data/formats/source-of-bytes';
import { openFiles } from '@/graph-engine/data/open-files';
import { damaged } from './lib/damage';
import { soundFiles } from './lib/fuzz-files';
import { report, save, type Limit, type Row } from './lib/report';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { files: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' }, json: { type: 'boolean' }, save: { type: 'boolean' } },
});
const [FILES, SEED] = [Number(options.files), Number(options.seed)];
const SECONDS = 5;
const MOST_MEMORY = 512;
const MB = 2 ** 20;
/** A seed of its own for each kind, so that one of them can be run alone. */
const APART = 1_000_000;
const question = `What is read of ${FILES.toLocaleString('en')} damaged files of each kind, from seed ${SEED} on: tables, messages (where, expected, found, what to do) and anything else, with the longest time and the memory of the process.`;

async function outcomeOf(bytes: Uint8Array): Promise<'read' | 'refused' | string> {
  try {
    await openFiles([bytesSource({ name: 'x', bytes })]);
    return 'read';
  } catch (error) {
    if (!(error instanceof DataError)) return error instanceof Error ? (error.stack ?? error.message) : String(error);
    return /^[^\n]*\bexpected\b.*\bfound\b.*\. \S/is.test(error.message) || /: (.+), and|cannot be read/.test(error.message) ? 'refused' : `a message without what was expected and found: ${error.message}`;
  }
}

const limitsOf = (rows: readonly Row[]): Limit[] => {
  const most = (column: string): number => Math.max(...rows.map((row) => Number(row[column])));
  return [
    { limit: 'every file is read or refused with a message', found: `${rows.reduce((sum, row) => sum + Number(row['faults']), 0)} of ${rows.reduce((sum, row) => sum + Number(row['files']), 0).toLocaleString('en')} are not`, holds: rows.every((row) => row['faults'] === 0) },
    { limit: `no file takes more than ${SECONDS} s`, found: `${(most('longest ms') / 1000).toFixed(2)} s at most`, holds: most('longest ms') <= SECONDS * 1000 },
    { limit: `the process takes less than ${MOST_MEMORY} MiB`, found: `${most('peak MiB')} MiB at most`, holds: most('peak MiB') < MOST_MEMORY },
  ];
};
const rows: Row[] = [];
for (const [at, [name, sound]] of Object.entries(soundFiles).entries()) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const first = await outcomeOf(sound);
  if (first !== 'read') throw new Error(`${name}, as it is, is not read: ${first}`);
  const counts = { read: 0, refused: 0, faults: 0 };
  let longest = 0;
  for (let i = 0; i < FILES; i++) {
    const seed = SEED + at * APART + i;
    const start = performance.now();
    const outcome = await outcomeOf(damaged(sound, seed));
    longest = Math.max(longest, performance.now() - start);
    if (outcome === 'read' || outcome === 'refused') counts[outcome]++;
    else if (counts.faults++ < 3) console.error(`${name}, seed ${seed}: ${outcome}`);
  }
  rows.push({ kind: name, files: FILES, ...counts, 'longest ms': Math.round(longest), 'peak MiB': Math.round((process.resourceUsage().maxRSS * 1024) / MB) });
  console.error(Object.entries(rows.at(-1)!).map(([column, value]) => `${column} ${value}`).join(', '));
  if (options.save) save({ name: 'fuzz', question, rows: [rows.at(-1)!], key: 'kind', limits: limitsOf });
}
report({ name: 'fuzz', question, rows, key: 'kind', limits: limitsOf });
