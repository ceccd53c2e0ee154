/** The commands of the guide, run as they stand there, on files as it describes them. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { idxLimits } from '@/graph-engine/data/formats/idx-header';
import { MOST_CLASSES } from '@/graph-engine/data/formats/labels';
import { MOST_COLUMNS } from '@/graph-engine/data/formats/table-limits';
import { encodePng } from '@/graph-engine/data/formats/testing/encode-png';
import { writeNpy } from '@/graph-engine/data/formats/testing/write-numbers';
import { writeWav } from '@/graph-engine/data/formats/testing/write-wav';
import { Random } from '@/graph-engine/random/random';
import { templates } from '@/templates/registry';
import { runHere } from './testing/run-here';

const guide = readFileSync(new URL('../docs/guides/bring-your-data.md', import.meta.url), 'utf8');
const commands = [...guide.matchAll(/^npm run -s hourglass -- (.+)$/gm)].map(([, line]) => line!);
const folder = mkdtempSync(join(tmpdir(), 'bring-your-data-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PATHS = /^(sensors\.csv|scores\.csv|photos|recordings|measured\.npy|runs\/\w+)$/;
/** As a shell would part it. */
const words = (line: string): string[] => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!).map((word) => (PATHS.test(word) ? join(folder, word) : word));

beforeAll(() => {
  const random = new Random(1);
  const rows = Array.from({ length: 200 }, (_, i) => {
    const [load, broken] = [random.normal(), i % 10 === 0];
    return [`m${i % 3}`, load.toFixed(3), (broken ? -load : load + random.normal(0, 0.1)).toFixed(3), i % 7 === 0 ? '' : random.normal(20, 3).toFixed(2), broken ? 'worn' : 'ok'].join(',');
  });
  writeFileSync(join(folder, 'sensors.csv'), `machine,load,current,pressure,state\n${rows.join('\n')}\n`);
  for (const name of ['day', 'night']) {
    mkdirSync(join(folder, 'photos', name), { recursive: true });
    for (let i = 0; i < 6; i++) writeFileSync(join(folder, 'photos', name, `${i}.png`), encodePng({ width: 30, height: 26, depth: 8, colour: 2, samples: Array.from({ length: 30 * 26 * 3 }, (_, at) => (at * (i + 3)) % 256) }));
  }
  mkdirSync(join(folder, 'recordings'));
  for (const [pitch, speaker] of ['anna', 'ben', 'cleo', 'dan'].entries())
    for (let digit = 0; digit < 4; digit++) writeFileSync(join(folder, 'recordings', `${digit}_${speaker}_0.wav`), writeWav(Array.from({ length: 2400 }, (_, at) => 0.4 * Math.sin(at * 0.05 * (pitch + 1)) + 0.3 * Math.sin(at * 0.3 * (digit + 1)))));
  writeFileSync(join(folder, 'measured.npy'), writeNpy('f4', [40, 5], Array.from({ length: 200 }, () => random.uniform())));
  mkdirSync(join(folder, 'runs'));
});

it.each(commands)('hourglass %s', async (line) => {
  const short = line.startsWith('train ') ? ['--steps', '30'] : [];
  const { status, stdout, stderr } = await runHere([...words(line), ...short, '--json']);
  expect(stderr).not.toMatch(/ {4}at /);
  expect(status, stderr).toBe(0);
  const result = JSON.parse(stdout) as Record<string, unknown>;
  if (line.startsWith('score')) {
    expect(result).toMatchObject({ rows: 200, auc: expect.any(Number), baselines: { pca: { auc: expect.any(Number) } } });
    expect(readFileSync(join(folder, 'scores.csv'), 'utf8').split('\n')[0]).toBe('row,score,label,part,machine,load,current,pressure,(code)');
  }
});
it('runs every command that it names', () => expect(commands.map((line) => line.split(' ')[0])).toEqual(['data', 'train', 'score', 'train', 'train', 'train']));
it('names templates that there are', () => {
  for (const line of commands) if (line.startsWith('train ')) expect(Object.keys(templates)).toContain(line.split(' ')[1]);
});
it('names the limits that hold', () => {
  for (const limit of [idxLimits.bytes, idxLimits.side, MOST_CLASSES - 1, MOST_COLUMNS]) expect(guide).toContain(limit.toLocaleString('en'));
});
