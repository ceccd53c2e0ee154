/** What the processor does at best: the rate of a matrix product whose sides stay in the cache, by the kernels that run programs. */
import { Builder } from '../../program/builder';
import type { Peak } from '../device';
import { encode } from './encode';
import { lower } from './lower';
import type { Machine } from './module';

/** Rows and columns of the product; a larger one is worth sharing among threads. */
const ALONE = 256;
const TOGETHER = 512;
const BUDGET_MS = 40;
const LEAST_RUNS = 5;

/** GFLOP/s of the fastest of the products of two square matrices that fit into the time. */
function rateOf({ arena, rooms, run }: Machine, size: number, parts: number): number {
  const b = new Builder();
  const sides = [b.data('a', [size, size]), b.data('b', [size, size])] as const;
  const product = b.matMul(...sides);
  const program = b.finish();
  const places = [...sides, product].map(({ id }) => [id, arena.take(size * size * 4)] as const);
  // Ordinary numbers: what a fresh memory holds may be slow ones.
  for (const [, address] of places) arena.view(address, size * size).fill(0.5);
  const list = encode(arena, lower(program, program.ops, { fixed: new Map(places), fetch: [product.id], updates: [] }), rooms);
  run(list.list, parts);
  let fastest = Infinity;
  const begun = performance.now();
  for (let i = 0; i < LEAST_RUNS || performance.now() - begun < BUDGET_MS; i++) {
    const start = performance.now();
    run(list.list, parts);
    fastest = Math.min(fastest, performance.now() - start);
  }
  list.dispose();
  for (const [, address] of places) arena.release(address);
  return (2 * size ** 3) / fastest / 1e6;
}

export function measurePeak(machine: Machine): Peak {
  const oneThread = rateOf(machine, ALONE, 1);
  const { parts: threads } = machine;
  return { oneThread, threads, allThreads: threads > 1 ? Math.max(oneThread, rateOf(machine, TOGETHER, threads)) : oneThread };
}
