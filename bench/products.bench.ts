/** How near do products of matrices come to the best rate of one thread, by their sizes and by the build of the kernels? */
import { allowRelaxedSimd } from '@/graph-engine/runtime/node/relaxed-simd';
import { Opcode } from '@/graph-engine/runtime/wasm/assembly/opcodes';
import { SCRATCH_BYTES } from '@/graph-engine/runtime/wasm/assembly/scratch';
import { encode } from '@/graph-engine/runtime/wasm/encode';
import { UNFINISHED } from '@/graph-engine/runtime/wasm/finish-products';
import { loadKernels, startMachine, type Machine } from '@/graph-engine/runtime/wasm/module';
import { measurePeak } from '@/graph-engine/runtime/wasm/peak';
import { report, type Row } from './lib/report';

/** Rows, columns and depth; which side lies transposed: those of a dense network forwards, by its inputs and by its weights, small ones, and powers of two. */
const sizes = [
  [128, 256, 784, ''], [128, 784, 256, ''], [128, 256, 784, 'right'], [784, 256, 128, 'left'], [64, 512, 784, ''], [512, 784, 64, 'left'],
  [32, 32, 64, ''], [32, 64, 32, ''], [128, 16, 256, ''], [128, 256, 16, ''], [256, 512, 512, ''], [128, 1024, 1024, ''],
] as const;
const BUDGET_MS = 3000;
/** Multiplications in one timing at least. */
const LEAST = 2e7;

function productOf({ arena, rooms, run }: Machine, [m, n, k, transposed]: (typeof sizes)[number]): () => void {
  const [a, b, c] = [m * k, k * n, m * n].map((count) => arena.take(count * 4));
  for (const [address, count] of [[a!, m * k], [b!, k * n]] as const) arena.view(address, count).forEach((_, i, numbers) => (numbers[i] = Math.sin(i)));
  const strides = [...(transposed === 'left' ? [1, m] : [k, 1]), ...(transposed === 'right' ? [1, k] : [n, 1])];
  const record = { opcode: Opcode.MatMul, words: [c!, a!, b!, m, n, k, ...strides, 'scratch' as const, SCRATCH_BYTES, 'shared' as const, ...UNFINISHED], reads: [], writes: [], ops: [] };
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
    sizes.forEach(([m, n, k], i) => {
      const times = Math.ceil(LEAST / (m * n * k));
      const start = performance.now();
      for (let time = 0; time < times; time++) products[i]!();
      best[i] = Math.max(best[i]!, (times * 2 * m * n * k) / (performance.now() - start) / 1e6);
    });
  }
  rates.set(build, [peak, ...best]);
  machine.close();
}
const rows: Row[] = ['256 × 256 × 256, in the cache', ...sizes.map(([m, n, k, transposed]) => `${m} × ${n} × ${k}${transposed && `, ${transposed} side transposed`}`)].map((product, i) => ({
  'rows × columns × depth': product,
  ...Object.fromEntries(builds.map((build) => [`${build} SIMD, GFLOP/s`, rates.get(build)![i]!])),
}));
report({ name: 'products', question: 'Products of matrices on one thread: the best rate of several seconds, in GFLOP/s.', rows });
