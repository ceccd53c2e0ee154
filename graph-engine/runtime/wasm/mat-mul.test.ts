/** The product kernel against plain loops in float64: odd sizes, either side transposed, threads, every build. */
import { afterAll, describe, expect, it } from 'vitest';
import { Random } from '../../random/counter';
import { Opcode } from './assembly/opcodes';
import { BLOCK_COLUMNS, BLOCK_DEPTH, SCRATCH_BYTES, SHARED_BYTES } from './assembly/scratch';
import { UNFINISHED } from './finish-products';
import { distance, Machine, sameWords } from './testing/machine.node';

const SEED = 20_261_123;
const odd = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 16, 26, 33, 130];

function numbers(random: Random, count: number): Float32Array {
  return Float32Array.from({ length: count }, () => random.uniform() * 2 - 1);
}

interface Extras {
  readonly bias: boolean;
  readonly relu: boolean;
}
/** C = A·B (+ a number for each column, and not below 0) with A's and B's element (row, column) at row · strides[0] + column · strides[1]. */
function naive(a: Float32Array, b: Float32Array, m: number, n: number, k: number, as: number[], bs: number[], bias?: Float32Array, relu = false): Float64Array {
  const c = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = bias?.[j] ?? 0;
      for (let p = 0; p < k; p++) sum += a[i * as[0]! + p * as[1]!]! * b[p * bs[0]! + j * bs[1]!]!;
      c[i * n + j] = relu ? Math.max(sum, 0) : sum;
    }
  }
  return c;
}

/** The builds are given the same numbers: the plain loops, which take far longer than the kernels, run once for all of them. */
const known = new Map<string, Float64Array>();
function once(key: string, compute: () => Float64Array): Float64Array {
  const found = known.get(key) ?? compute();
  known.set(key, found);
  return found;
}

describe.each(['plain', 'relaxed', 'plain-threads', 'relaxed-threads'] as const)(`matMul, %s build, seed ${SEED}`, (build) => {
  const machine = new Machine(build);
  afterAll(() => machine.close());
  const rooms = (): number[] => [machine.scratch.address, SCRATCH_BYTES, machine.room((2 * SHARED_BYTES) / 4).address];
  const random = new Random(SEED);
  const pick = () => odd[Math.floor(random.uniform() * odd.length)]!;

  function check(m: number, n: number, k: number, aTransposed: boolean, bTransposed: boolean, { bias, relu }: Extras): void {
    const label = `${m}×${n}×${k} ${aTransposed ? 'Aᵀ' : 'A'}·${bTransposed ? 'Bᵀ' : 'B'}${bias ? ' + bias' : ''}${relu ? ', ReLU' : ''}`;
    const as = aTransposed ? [1, m] : [k, 1];
    const bs = bTransposed ? [1, k] : [n, 1];
    machine.reset();
    const a = machine.place(numbers(random, m * k));
    const b = machine.place(numbers(random, k * n));
    const added = bias ? machine.place(numbers(random, n)) : undefined;
    const expected = once([label, ...a.floats.subarray(0, 4), ...b.floats.subarray(0, 4)].join(), () => naive(a.floats, b.floats, m, n, k, as, bs, added?.floats, relu));
    const results = [1, machine.threads].map((parts) => {
      const c = machine.room(m * n);
      const args = [c.address, a.address, b.address, m, n, k, ...as, ...bs, ...rooms(), added?.address ?? 0, Number(relu)];
      machine.run(Opcode.MatMul, args, parts);
      expect(distance(c.floats, expected), `${label}, ${parts} threads`).toBeLessThan(3e-6);
      return c.ints;
    });
    expect(sameWords(results[1]!, results[0]!), `${label} by threads`).toBe(true);
  }

  it('agrees with float64 loops at random odd sizes', () => {
    for (let i = 0; i < 160; i++) check(pick(), pick(), pick(), random.uniform() < 0.5, random.uniform() < 0.5, { bias: random.uniform() < 0.5, relu: random.uniform() < 0.5 });
  });

  it('agrees where the sizes pass every block limit', () => {
    const [both, none] = [{ bias: true, relu: true }, { bias: false, relu: false }];
    check(131, 260, BLOCK_DEPTH + 16, false, false, none);
    check(260, 131, 777, true, true, both);
    // Whole blocks of either side.
    check(300, BLOCK_COLUMNS, BLOCK_DEPTH, false, false, none);
    check(130, 300, BLOCK_DEPTH, false, true, both);
    check(270, 265, BLOCK_DEPTH, true, false, none);
    check(265, 270, BLOCK_DEPTH + 3, false, false, both);
    check(3, 1000, 5, false, true, none);
    // More columns than all the rooms together.
    check(2, 1700, BLOCK_DEPTH, false, false, none);
    check(1000, 1, 900, true, false, none);
  });

  it('takes strides of a slice of a larger matrix, and a stride of zero', () => {
    machine.reset();
    const a = machine.place(numbers(random, 1000));
    const b = machine.place(numbers(random, 1000));
    const c = machine.room(7 * 9);
    machine.run(Opcode.MatMul, [c.address, a.address, b.address, 7, 9, 11, 50, 2, 3, 60, ...rooms(), ...UNFINISHED], 1);
    expect(distance(c.floats, naive(a.floats, b.floats, 7, 9, 11, [50, 2], [3, 60]))).toBeLessThan(3e-6);
    machine.run(Opcode.MatMul, [c.address, a.address, b.address, 7, 9, 11, 11, 1, 0, 1, ...rooms(), ...UNFINISHED], 1);
    expect(distance(c.floats, naive(a.floats, b.floats, 7, 9, 11, [11, 1], [0, 1]))).toBeLessThan(3e-6);
  });

  it('leaves NaN where it was, behind ReLU too', () => {
    machine.reset();
    const a = machine.place(Float32Array.of(1, NaN, -1, 2, 3, 4, -5));
    const b = machine.place(Float32Array.from({ length: 9 }, () => 1));
    const c = machine.room(63);
    machine.run(Opcode.MatMul, [c.address, a.address, b.address, 7, 9, 1, 1, 1, 9, 1, ...rooms(), 0, 1], 1);
    expect([...c.floats]).toEqual([1, NaN, 0, 2, 3, 4, 0].flatMap((x) => Array.from({ length: 9 }, () => x)));
  });

  it('gives zeros for a depth of zero', () => {
    machine.reset();
    const c = machine.room(15);
    machine.run(Opcode.MatMul, [c.address, c.address, c.address, 3, 5, 0, 0, 1, 5, 1, ...rooms(), ...UNFINISHED], 1);
    expect([...c.floats]).toEqual(Array.from({ length: 15 }, () => 0));
  });

  function checkBatch(matrices: number, m: number, n: number, k: number, aTransposed: boolean, bTransposed: boolean, { bias, relu }: Extras): void {
    const label = `${matrices} × ${m}×${n}×${k} ${aTransposed ? 'Aᵀ' : 'A'}·${bTransposed ? 'Bᵀ' : 'B'}${bias ? ' + bias' : ''}${relu ? ', ReLU' : ''}`;
    const as = aTransposed ? [1, m] : [k, 1];
    const bs = bTransposed ? [1, k] : [n, 1];
    machine.reset();
    const a = machine.place(numbers(random, matrices * m * k));
    const b = machine.place(numbers(random, matrices * k * n));
    const added = bias ? machine.place(numbers(random, n)) : undefined;
    const one = (i: number): Float64Array => naive(a.floats.subarray(i * m * k), b.floats.subarray(i * k * n), m, n, k, as, bs, added?.floats, relu);
    const expected = once([label, ...a.floats.subarray(0, 4), ...b.floats.subarray(0, 4)].join(), () => Float64Array.from(Array.from({ length: matrices }, (_, i) => [...one(i)]).flat()));
    const results = [1, machine.threads].map((parts) => {
      const c = machine.room(matrices * m * n);
      machine.run(Opcode.BatchMatMul, [c.address, a.address, b.address, matrices, m, n, k, ...as, ...bs, machine.scratch.address, SCRATCH_BYTES, added?.address ?? 0, Number(relu)], parts);
      expect(distance(c.floats, expected), `${label}, ${parts} threads`).toBeLessThan(3e-6);
      return c.ints;
    });
    expect(sameWords(results[1]!, results[0]!), `${label} by threads`).toBe(true);
  }

  it('multiplies matrices that lie one after the other as each alone', () => {
    const small = odd.slice(0, -1);
    const one = (): number => small[Math.floor(random.uniform() * small.length)]!;
    for (let i = 0; i < 60; i++) checkBatch(1 + Math.floor(random.uniform() * 14), one(), one(), one(), random.uniform() < 0.5, random.uniform() < 0.5, { bias: random.uniform() < 0.5, relu: random.uniform() < 0.5 });
  });

  it('cuts matrices of a batch that pass every block limit', () => {
    const [both, none] = [{ bias: true, relu: true }, { bias: false, relu: false }];
    checkBatch(2, 131, BLOCK_COLUMNS + 9, BLOCK_DEPTH + 16, false, false, both);
    checkBatch(2, 97, 40, BLOCK_DEPTH + 5, true, true, none);
    checkBatch(3, 130, 24, BLOCK_DEPTH + 1, false, true, both);
    checkBatch(13, 133, 7, 11, false, false, none);
  });
});
