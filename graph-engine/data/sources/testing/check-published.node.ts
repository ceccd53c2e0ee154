/** What a published set says of itself, held against its file, which lies beside the project or is passed over. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { loadDataset } from '../load';
import { datasets } from '../registry';
import { remoteFiles } from '../remote-files';

const folder = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));

/** `labels`: how many rows have the first labels. */
export async function checkPublished(id: 'wdbc' | 'nsl-kdd' | 'credit-card' | 'kdd-cup-99', file: string, width: number, labels: readonly number[]): Promise<void> {
  if (!existsSync(folder + file)) return console.log(`skipped: ${file} is not beside the project`);
  const definition = datasets[id];
  const bytes = new Uint8Array(readFileSync(folder + file));
  const [remote] = remoteFiles(definition.download);
  expect({ bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }).toEqual({ bytes: remote!.bytes, sha256: remote!.sha256 });
  const table = await loadDataset(definition, { seed: 1, count: 0, fetch: () => Promise.resolve(new Response(bytes)) });
  expect(table).toMatchObject({ name: definition.title, shape: [width], count: definition.defaultCount });
  expect(table.labelNames).toEqual(definition.labelNames);
  expect(labels.map((_, label) => table.labels!.filter((found) => found === label).length)).toEqual(labels);
  expect(table.columns!.map(({ name }) => name)).toEqual(definition.columns.flatMap(({ name, kind }) => (kind === 'number' || kind === 'category' ? [name] : [])));
  const [row, odd] = [table.shape[0]!, new Set<string>()];
  for (const [column, { name, names }] of table.columns!.entries()) {
    for (let at = column; at < table.values.length; at += row) if (!(table.values[at]! < (names?.length ?? Infinity))) odd.add(name);
  }
  expect(odd, 'columns with what is no number, or has another name').toEqual(new Set());
}
