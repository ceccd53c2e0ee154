/** How near do products of matrices come to the best rate of one thread, by their sizes and by the build of the kernels, and how near to PyTorch? */
import { fileURLToPath } from 'node:url';
import { allowRelaxedSimd } from '@/graph-engine/runtime/node/relaxed-simd';
import { Opcode } from '@/graph-engine/runtime/wasm/assembly/opcodes';
import { SCRATCH_BYTES } from '@/graph-engine/runtime/wasm/assembly/scratch';
import { encode } from '@/graph-engine/runtime/wasm/encode';
import { UNFINISHED } from '@/graph-engine/runtime/wasm/finish-products';
import { loadKernels, startMachine, type Machine } from '@/graph-engine/runtime/wasm/module';
import { measurePeak } from '@/graph-engine/runtime/wasm/peak';
import { startAnswering } from './lib/json-lines';
import { report, type Row } from './lib/report';

/**
 * Matrices, and of each the rows, columns and depth; which side lies transposed: those of a dense network forwards, by its inputs and by its weights, small ones,
 * powers of two; and of attention, of 32 items with 4 heads of 16 numbers at 20 places, queries by keys and weights by values.
 */
const sizes = [
  [1, 128, 256, 784, ''], [1, 128, 784, 256, ''], [1, 128, 256, 784, 'right'], [1, 784, 256, 128, 'left'], [1, 64, 512, 784, ''], [1, 512, 784, 64, 'left'],
  [1, 32, 32, 64, ''], [1, 32, 64, 32, ''], [1, 128, 16, 256, ''], [1, 128, 256, 16, ''], [1, 256, 512, 512, ''], [1, 128, 1024, 1024, ''],
  [128, 20, 20, 16, 'right'], [128, 20, 16, 20, ''], [128, 20, 16, 20, 'left'],
] as const;
type Size = (typeof sizes)[number];
const multiplicationsOf = ([matrices, m, n, k]: Size): number => matrices * m * n * k;
const BUDGET_MS = 3000;
/** Multiplications in one timing at least. */
const LEAST = 2e7;
const timesOf = (size: Size): number => Math.ceil(LEAST / multiplicationsOf(size));

function productOf({ arena, rooms, run }: Machine, [matrices, m, n, k, transposed]: Size): () => void {
  const counts = [m * k, k * n, m * n].map((count) => matrices * count);
  const [a, b, c] = counts.map((count) => arena.take(count * 4));
  for (const [address, count] of [[a!, counts[0]!], [b!, counts[1]!]] as const) arena.view(address, count).forEach((_, i, numbers) => (numbers[i] = Math.sin(i)));
  const strides = [...(transposed === 'left' ? [1, m] : [k, 1]), ...(transposed === 'right' ? [1, k] : [n, 1])];
  const words = [...(matrices === 1 ? [] : [matrices]), m, n, k, ...strides, 'scratch' as const, SCRATCH_BYTES, ...(matrices === 1 ? ['shared' as const] : []), ...UNFINISHED];
  const record = { opcode: matrices === 1 ? Opcode.MatMul : Opcode.BatchMatMul, words: [c!, a!, b!, ...words], reads: [], writes: [], ops: [] };
  const { list } = encode(arena, { records: [record], temporaries: [], kept: new Set() }, rooms);
  return () => run(list, 1);
}

allowRelaxedSimd();
const builds = ['relaxed', 'plain'] as const;
const rates = new Map<string, readonly number[]>();
for (const build of builds) {
  const machine = await startMachine(await loadKernels(build));
  const products = sizes.map((size) => productOf(machine, size));
  const best = sizes.map(() => 0);
  let peak = 0;
  const until = performance.now() + BUDGET_MS;
  while (performance.now() < until) {
    peak = Math.max(peak, measurePeak(machine).oneThread);
    sizes.forEach((size, i) => {
      const start = performance.now();
      for (let time = 0; time < timesOf(size); time++) products[i]!();
      best[i] = Math.max(best[i]!, (timesOf(size) * 2 * multiplicationsOf(size)) / (performance.now() - start) / 1e6);
    });
  }
  rates.set(build, [peak, ...best]);
  machine.close();
}
const torch = await startAnswering<{ version: string }>(fileURLToPath(new URL('lib/products_torch.py', import.meta.url)), []);
const known = [NaN];
for (const size of torch ? sizes : []) {
  const [matrices, m, n, k, transposed] = size;
  const { wall } = await torch!.ask<{ wall: number }>({ matrices, m, n, k, transposed, times: timesOf(size), milliseconds: BUDGET_MS / sizes.length });
  known.push((2 * multiplicationsOf(size)) / wall / 1e6);
}
torch?.close();
const named = ([matrices, m, n, k, transposed]: Size): string => `${matrices === 1 ? '' : `${matrices} of `}${m} × ${n} × ${k}${transposed && `, ${transposed} side transposed`}`;
const rows: Row[] = ['256 × 256 × 256, in the cache', ...sizes.map(named)].map((product, i) => ({
  'rows × columns × depth': product,
  ...Object.fromEntries(builds.map((build) => [`${build} SIMD, GFLOP/s`, rates.get(build)![i]!])),
  ...(torch && i > 0 && { 'PyTorch, GFLOP/s': known[i]!, 'time of relaxed SIMD / PyTorch': known[i]! / rates.get('relaxed')![i]! }),
}));
report({ name: 'products', question: `Products of matrices on one thread: the best rate of several seconds, in GFLOP/s${torch ? `, beside PyTorch ${torch.hello.version}` : ''}.`, rows });
