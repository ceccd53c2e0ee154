/** Published pictures, where they lie beside the project. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../formats/definition';
import type { MemoryTable } from '../table';
import { picturesTable } from './to-table';

const root = new URL('../../../../shared/data/', import.meta.url).pathname;
const filesIn = (folder: string): ByteSource[] =>
  readdirSync(root + folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = `${entry.parentPath}/${entry.name}`;
      const bytes = new Uint8Array(readFileSync(path));
      return { name: path.slice(root.length), size: bytes.length, slice: async (from, to) => bytes.subarray(from, to) };
    });
const mean = ({ values, scale }: MemoryTable): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return (sum / values.length) * scale;
};

describe.each(['orl_faces', 'dsprites', 'kodak', 'cifar10_sprites'])('%s', (folder) => {
  const there = existsSync(root + folder);
  if (!there) console.log(`skipped: no data at ../shared/data/${folder}`);
  it.skipIf(!there)('becomes a table', async () => {
    const all = filesIn(folder);
    const named = (end: string) => all.filter(({ name }) => name.endsWith(end));
    if (folder === 'orl_faces') {
      const faces = await picturesTable(all.filter(({ name }) => !name.endsWith('.png')));
      expect(faces).toMatchObject({ name: 'orl_faces', shape: [112, 92, 1], count: 100, labelNames: ['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8', 's9', 's10'] });
      expect([...faces.labels!].filter((label, i) => label === Math.floor(i / 10))).toHaveLength(100);
      expect(faces.notes!.some(({ text }) => text.includes('orl_faces/README'))).toBe(true);
      const sheet = await picturesTable(named('.png'), { tile: { width: 92, height: 112 } });
      expect(sheet).toMatchObject({ shape: [112, 92, 1], count: 300, notes: [] });
      // The same people, one row of the sheet each, as in the folders.
      expect(Buffer.compare(sheet.values.subarray(0, faces.values.length) as Uint8Array, faces.values as Uint8Array)).toBe(0);
    } else if (folder === 'dsprites') {
      const sprites = await picturesTable(named('.gif'));
      expect(sprites).toMatchObject({ shape: [64, 64, 1], count: 320, range: 'binary' });
      expect(mean(sprites)).toBeCloseTo(0.0587538, 6);
    } else if (folder === 'kodak') {
      const photos = await picturesTable(all);
      expect(photos).toMatchObject({ shape: [512, 768, 3], count: 12, labels: null });
      expect(photos.notes![0]!.text).toContain('median size, 768 × 512');
      const pieces = await picturesTable(all, { patches: { size: 32, perPicture: 50, seed: 1 } });
      expect(pieces).toMatchObject({ shape: [32, 32, 3], count: 600, notes: [] });
      // Areas keep the mean of what is in them.
      const few = all.slice(0, 4);
      expect(Math.abs(mean(await picturesTable(few, { width: 48, height: 32, fit: 'stretch' })) - mean(await picturesTable(few, { width: 384, height: 256, fit: 'stretch' })))).toBeLessThan(1e-3);
    } else {
      const pictures = await picturesTable(all, { rows: { height: 32, width: 32 } });
      expect(pictures).toMatchObject({ shape: [32, 32, 3], count: 2000 });
      expect(pictures.notes![0]!.text).toContain('cifar10_labels.json (JSON)');
      const guess = await picturesTable(named('batch_0.png'));
      expect(guess.notes![0]!.text).toContain('each row of pixels may be a picture of 32 × 32');
    }
  });
});
