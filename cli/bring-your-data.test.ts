/** The converters of the guide, run as they stand there. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { MOST_CLASSES } from '@/graph-engine/data/formats/labels';
import { idxLimits } from '@/graph-engine/data/formats/idx-header';
import { loadDataPath } from './load-data';

const guide = readFileSync(new URL('../docs/guides/bring-your-data.md', import.meta.url), 'utf8');
const block = (name: string): string => new RegExp(`\`\`\`\\w+ ${name}\n([^]*?)\`\`\``).exec(guide)![1]!;
const folder = mkdtempSync(join(tmpdir(), 'bring-your-data-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('makes a table from CSV', async () => {
  writeFileSync(join(folder, 'csv-to-idx.mjs'), block('csv'));
  writeFileSync(join(folder, 'stock.csv'), 'sensor_a,sensor_b,label\r\n0.5,-2,0\r\n1e3,0.25,1\r\n');
  execFileSync(process.execPath, ['csv-to-idx.mjs', 'stock.csv'], { cwd: folder });
  const table = await loadDataPath(join(folder, 'table-images-idx2-float'));
  expect(table).toMatchObject({ shape: [2], count: 2, notes: [] });
  expect([[...table.values], [...table.labels!]]).toEqual([[0.5, -2, 1000, 0.25], [0, 1]]);
});

const python = spawnSync('python3', ['-c', 'import numpy']).status === 0;
if (!python) console.log('Skipped: there is no python3 with numpy here.');
it.skipIf(!python)('makes pictures and vectors from NumPy', async () => {
  const program = `${block('numpy')}
write_idx('a-images-idx3-ubyte', np.arange(24, dtype='uint8').reshape(2, 3, 4))
write_idx('a-labels-idx1-ubyte', np.asarray([4, 5], 'uint8'))
write_idx('b.idx', np.arange(6).reshape(3, 2) / 4)
`;
  execFileSync('python3', ['-c', program], { cwd: folder });
  const pictures = await loadDataPath(join(folder, 'a-images-idx3-ubyte'));
  expect(pictures).toMatchObject({ shape: [3, 4, 1], count: 2, values: Uint8Array.from({ length: 24 }, (_, i) => i), labels: Uint8Array.of(4, 5) });
  expect((await loadDataPath(join(folder, 'b.idx'))).values).toEqual(Float32Array.from({ length: 6 }, (_, i) => i / 4));
});

it('names the limits that hold', () => {
  for (const limit of [idxLimits.bytes, idxLimits.side, MOST_CLASSES - 1]) expect(guide).toContain(limit.toLocaleString('en'));
});
