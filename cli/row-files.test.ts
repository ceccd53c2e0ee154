import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fileOf, isInMemory } from '@/graph-engine/data/rows/in-memory';
import { rowChunks } from '@/graph-engine/data/rows/read-rows';
import { openDataPath } from './load-data';
import { rowFiles } from './row-files';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hourglass-rows-test-'));
  vi.stubEnv('TMPDIR', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});
const COUNT = 40_000;
function csv(): string {
  const path = join(folder, 'numbers.csv');
  writeFileSync(path, `a,b\n${Array.from({ length: COUNT }, (_, i) => `${i},${(i * 7) % 1001}`).join('\n')}\n`);
  return path;
}

it('keeps the rows of a large table in a file that is in no folder, and reads them back', async () => {
  const { table } = await openDataPath(csv(), { rows: { ...rowFiles, above: COUNT } });
  expect(isInMemory(table)).toBe(false);
  expect(readdirSync(folder)).toEqual(['numbers.csv']);
  const read = [...rowChunks(table)].flatMap(({ values }) => [...values]);
  expect(read).toEqual(Array.from({ length: COUNT }, (_, i) => [i, (i * 7) % 1001]).flat());
  const two = new Float32Array(4);
  fileOf(table)!.read(COUNT - 2, two);
  expect([...two]).toEqual(read.slice(-4));
  expect(() => fileOf(table)!.read(COUNT - 1, two)).toThrow(/Expected the rows of a table in .*, and found fewer\. Read the table again\./);
});
it('keeps small tables in memory', async () => {
  expect(isInMemory((await openDataPath(csv())).table)).toBe(true);
});
it('leaves no file where reading is cancelled', async () => {
  const abort = new AbortController();
  const reason = new Error('cancelled');
  await expect(openDataPath(csv(), { rows: { ...rowFiles, above: 0 }, signal: abort.signal, onProgress: (share) => share > 0.6 && abort.abort(reason) })).rejects.toBe(reason);
  expect(readdirSync(folder)).toEqual(['numbers.csv']);
});
it('goes to memory, and says so, where no file can be made', async () => {
  const path = csv();
  vi.stubEnv('TMPDIR', join(folder, 'missing'));
  const { table } = await openDataPath(path, { rows: { ...rowFiles, above: 0 } });
  expect(isInMemory(table)).toBe(true);
  expect(table.notes!.map(({ text }) => text)).toEqual([expect.stringMatching(/^numbers\.csv: its rows stand in memory, and could not be kept in a file: .*missing cannot be written to \(ENOENT.*Set TMPDIR to a folder with more room\.$/)]);
});
