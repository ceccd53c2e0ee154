/** What goes with a project is what the studio had, in the order of the user's file. */
import { expect, it } from 'vitest';
import type { MemoryTable, Numbers } from '../../../data/table';
import { readIdx } from '../../../data/formats/idx-table';
import { layoutIds } from '../../../data/formats/layout';
import { sampleFile } from './idx';

const shape = [3, 2, 4];
const table = (values: Numbers, integers?: MemoryTable['integers']): MemoryTable => ({
  name: 'x', shape, range: 'real', count: values.length / 24, values, scale: values instanceof Uint8Array ? 1 / 255 : 1, ...(integers && { integers }), labels: null, labelNames: null, factors: null,
});
const counted = (of: (i: number) => number): number[] => Array.from({ length: 48 }, (_, i) => of(i));
const tables: Readonly<Record<string, MemoryTable>> = {
  bytes: table(Uint8Array.from(counted((i) => i * 5)), { bits: 8, signed: false }),
  'signed bytes': table(Float32Array.from(counted((i) => i * 5 - 120)), { bits: 8, signed: true }),
  '16-bit integers': table(Float32Array.from(counted((i) => i * 1300 - 32_000)), { bits: 16, signed: true }),
  floats: table(Float32Array.from(counted((i) => i / 7))),
};

it.each(layoutIds.flatMap((layout) => Object.keys(tables).map((type) => [layout, type] as const)))('%s, %s', async (layout, type) => {
  const { values, scale } = tables[type]!;
  const read = await readIdx({ name: 'x.gz', bytes: sampleFile(tables[type]!, layout) }, undefined, { layout });
  expect(read).toMatchObject({ shape, count: 2, values, scale });
});
