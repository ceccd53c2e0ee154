import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openTable } from '@/graph-engine/data/formats/table-formats';
import { Failure } from './failure';
import { fileSource } from './file-source';

const folder = mkdtempSync(join(tmpdir(), 'hourglass-file-source-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'x.csv');

it('reads any part, in any order, as often as asked', async () => {
  writeFileSync(path, 'a,b\n1,2\n3,4\n');
  const source = fileSource(path);
  const text = async (from: number, to: number): Promise<string> => Buffer.from(await source.slice(from, to)).toString();
  expect([source.name, source.size]).toEqual(['x.csv', 12]);
  expect(await Promise.all([text(4, 8), text(0, 3), text(8, 100), text(5, 5)])).toEqual(['1,2\n', 'a,b', '3,4\n', '']);
  const reader = await openTable(source);
  for (let pass = 0; pass < 2; pass++) for await (const { columns } of reader.batches()) expect(columns).toEqual([['1', '3'], ['2', '4']]);
  await source.close();
});
it('tells a file that became shorter while it was read', async () => {
  writeFileSync(path, `a,b\n${'1,2\n'.repeat(1_000_000)}`);
  const source = fileSource(path);
  const reader = await openTable(source);
  truncateSync(path, 3_000_000);
  await expect(async () => {
    for await (const { count } of reader.batches()) expect(count).toBeGreaterThan(0);
  }).rejects.toThrow(/^x\.csv: expected 4,000,004 bytes, and found 3,000,000 while it was read/);
  await source.close();
});
it.each([['a folder', folder, /it is a folder/], ['nothing', join(folder, 'none.csv'), /cannot be read: /], ['a device', '/dev/null', /no file that can be read twice/]])('refuses %s', (_, at, said) => {
  expect(() => fileSource(at)).toThrow(said);
  expect(() => fileSource(at)).toThrow(Failure);
});
