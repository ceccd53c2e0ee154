/** Batches that the kernels gather from a table of their own, against batches that are handed over number by number, on every build. */
import { describe, expect, it, vi } from 'vitest';
import { Builder } from '../../program/builder';
import { OutOfMemoryError, type Feeds } from '../device';
import type { WasmStore } from './store';
import { everyBuild, storeOn } from './testing/builds.node';

const [ITEMS, BATCH, SIZE] = [50, 7, 13];
const table = Float32Array.from({ length: ITEMS * SIZE }, (_, i) => Math.sin(i));
const batches = [0, 1, 2].map((first) => Uint32Array.from({ length: BATCH }, (_, i) => (first + i * 17) % ITEMS));
const rowsOf = (indices: Uint32Array): Float32Array => Float32Array.from([...indices].flatMap((item) => [...table.subarray(item * SIZE, (item + 1) * SIZE)]));

/** Doubles a batch on the kernels. */
async function doubled(store: WasmStore, feeds: readonly Feeds[string][]): Promise<ArrayLike<number>[]> {
  const b = new Builder();
  const output = b.mul(b.data('x', [BATCH, SIZE]), 2);
  const executor = store.executor(b.finish());
  const results: ArrayLike<number>[] = [];
  for (const x of feeds) results.push(await executor.run({ feeds: { x }, seed: 1, step: 0, applyUpdates: false, fetch: [output.id] })[0]!.data());
  executor.dispose();
  return results;
}
const shape = [BATCH, SIZE];

describe.each(everyBuild)('batches by rows, $name', (build) => {
  it('are those of the table, and its numbers are not asked for', async () => {
    const store = await storeOn(build);
    const { used } = store.machine.arena;
    const feeds = batches.map((indices) => ({ shape, rows: { table, indices }, get data(): Float32Array { throw new Error('asked for'); } }));
    expect(await doubled(store, feeds)).toEqual(batches.map((indices) => rowsOf(indices).map((x) => 2 * x)));
    // The copy of the table is kept for the next executor, and nothing else.
    expect(store.machine.arena.used - used).toBe(Math.ceil((ITEMS * SIZE * 4) / 64) * 64);
    store.dispose();
    expect(store.machine.arena.used).toBe(used);
  });
});

it('takes the numbers where there is no room for the table', async () => {
  const store = await storeOn(everyBuild[0]!);
  vi.spyOn(store.machine.arena, 'take').mockImplementationOnce(() => {
    throw new OutOfMemoryError('full');
  });
  expect(store.tableAt(table)).toBeNull();
  const feeds = batches.map((indices) => ({ shape, rows: { table, indices }, data: rowsOf(indices) }));
  expect(await doubled(store, feeds)).toEqual(batches.map((indices) => rowsOf(indices).map((x) => 2 * x)));
  store.dispose();
});
