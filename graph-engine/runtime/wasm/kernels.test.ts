/** Sums, moves, rows, indices, pooling and random numbers of the kernels against plain loops, with shares, in both builds. */
import { describe, expect, it } from 'vitest';
import { fillNormal, fillUniform, Random } from '../../random/counter';
import { keyOf } from '../../random/philox';
import { Opcode } from './assembly/opcodes';
import { distance, Machine, sameWords, type Placed } from './testing/machine.node';

const SEED = 20_261_124;
const odd = [1, 2, 3, 4, 7, 8, 17, 33, 130];

describe.each(['plain', 'relaxed'] as const)(`kernels, %s build, seed ${SEED}`, (build) => {
  const machine = new Machine(build);
  const random = new Random(SEED);
  const pick = (list: readonly number[] = odd) => list[Math.floor(random.uniform() * list.length)]!;
  const numbers = (count: number, scale = 1) => Float32Array.from({ length: count }, () => random.uniform(-scale, scale));

  /** Runs an operation on one and on three shares, which must agree to the bit. */
  function run(opcode: Opcode, outputs: number, args: (y: Placed) => number[], start?: Float32Array): Placed {
    const [one, three] = [1, 3].map((parts) => {
      const y = start ? machine.place(start) : machine.room(outputs);
      machine.run(opcode, args(y), parts);
      return y;
    });
    expect(sameWords(three!.ints, one!.ints)).toBe(true);
    return one!;
  }

  it('sums over an axis', () => {
    const narrow = [1, 2, 3].flatMap((inner) => odd.map((reduce) => [2, reduce, inner] as const));
    for (const [outer, reduce, inner] of [...narrow, ...Array.from({ length: 60 }, () => [pick(), pick(), pick()] as const)]) {
      machine.reset();
      const x = machine.place(numbers(outer * reduce * inner));
      const y = run(Opcode.Sum, outer * inner, (y) => [y.address, x.address, outer, reduce, inner]);
      const expected = new Float64Array(outer * inner);
      x.floats.forEach((v, at) => (expected[Math.floor(at / (reduce * inner)) * inner + (at % inner)]! += v));
      expect(distance(y.floats, expected), `${outer}×${reduce}×${inner}`).toBeLessThan(1e-6);
    }
  });

  it('keeps its digits in long sums', () => {
    for (const inner of [1, 2, 5, 16]) {
      machine.reset();
      const reduce = 100_003;
      const x = machine.place(numbers(reduce * inner).map((v) => v + 1.1));
      const y = run(Opcode.Sum, inner, (y) => [y.address, x.address, 1, reduce, inner]);
      const expected = new Float64Array(inner);
      x.floats.forEach((v, at) => (expected[at % inner]! += v));
      expect(distance(y.floats, expected), `inner ${inner}`).toBeLessThan(1e-6);
    }
  });

  it('copies between strides', () => {
    for (let i = 0; i < 80; i++) {
      machine.reset();
      const sizes = Array.from({ length: 6 }, (_, axis) => (axis < 2 ? 1 : pick([1, 2, 3, 5, 9]))).toSorted(() => random.uniform() - 0.5);
      if (i % 4 === 0) sizes[5] = 130;
      const dense = (order: readonly number[]) => {
        const strides = new Array<number>(6).fill(0);
        let step = 1;
        for (const axis of order.toReversed()) {
          strides[axis] = step;
          step *= sizes[axis]!;
        }
        return strides;
      };
      const axes = [0, 1, 2, 3, 4, 5];
      const yStrides = dense(random.uniform() < 0.7 ? axes : axes.toSorted(() => random.uniform() - 0.5));
      const xStrides = dense(random.uniform() < 0.5 ? axes : axes.toSorted(() => random.uniform() - 0.5));
      if (random.uniform() < 0.3) xStrides[pick(axes)] = 0;
      const count = sizes.reduce((a, b) => a * b, 1);
      const x = machine.place(numbers(count + 5));
      const expected = new Float32Array(count + 3).fill(-7);
      for (let flat = 0; flat < count; flat++) {
        let [rest, to, from] = [flat, 3, 5];
        for (const axis of axes.toReversed()) {
          to += (rest % sizes[axis]!) * yStrides[axis]!;
          from += (rest % sizes[axis]!) * xStrides[axis]!;
          rest = Math.floor(rest / sizes[axis]!);
        }
        expected[to] = x.floats[from]!;
      }
      const args = (y: Placed) => [y.address, x.address, 3, 5, 6, ...sizes, ...yStrides, ...xStrides];
      const y = run(Opcode.StridedCopy, count + 3, args, new Float32Array(count + 3).fill(-7));
      expect(sameWords(y.ints, new Int32Array(expected.buffer)), `${sizes} from ${xStrides} to ${yStrides}`).toBe(true);
    }
  });

  it('fills with a word', () => {
    for (const count of [1, 3, 16, 100]) {
      machine.reset();
      expect([...run(Opcode.Fill, count, (y) => [y.address, count, 0x40490fdb]).floats]).toEqual(Array.from({ length: count }, () => Math.fround(Math.PI)));
    }
  });

  it('takes softmax and its logarithm', () => {
    for (let i = 0; i < 40; i++) {
      machine.reset();
      const [rows, columns] = [pick(), pick()];
      const x = machine.place(numbers(rows * columns, pick([1, 10, 200])));
      const soft = new Float64Array(rows * columns);
      const log = new Float64Array(rows * columns);
      for (let r = 0; r < rows; r++) {
        const row = [...x.floats.subarray(r * columns, (r + 1) * columns)];
        const most = Math.max(...row);
        const sum = row.reduce((total, v) => total + Math.exp(v - most), 0);
        row.forEach((v, j) => {
          soft[r * columns + j] = Math.exp(v - most) / sum;
          log[r * columns + j] = v - most - Math.log(sum);
        });
      }
      const args = (y: Placed) => [y.address, x.address, rows, columns];
      const label = `${rows}×${columns}`;
      expect(distance(run(Opcode.Softmax, rows * columns, args).floats, soft), label).toBeLessThan(1e-6);
      const y = run(Opcode.LogSoftmax, rows * columns, args);
      y.floats.forEach((v, at) => {
        if (!(Math.abs(v - log[at]!) < 1e-6 * (1 + Math.abs(log[at]!)))) expect(v, label).toBe(log[at]);
      });
    }
  });

  it('finds the first of the largest', () => {
    for (let i = 0; i < 40; i++) {
      machine.reset();
      const [rows, columns] = [pick(), pick()];
      const x = machine.place(Float32Array.from({ length: rows * columns }, () => Math.floor(random.uniform(-4, 4))));
      const y = run(Opcode.ArgMax, rows, (y) => [y.address, x.address, rows, columns]);
      for (let r = 0; r < rows; r++) {
        const row = [...x.floats.subarray(r * columns, (r + 1) * columns)];
        expect(y.ints[r], `${row}`).toBe(row.indexOf(Math.max(...row)));
      }
    }
  });

  it('makes one-hot rows, gathers rows and adds rows by index', () => {
    for (let i = 0; i < 40; i++) {
      machine.reset();
      const [count, rows, size] = [pick(), pick(), pick()];
      const index = machine.place(Int32Array.from({ length: count }, () => Math.floor(random.uniform(-1, rows + 1))));
      const table = machine.place(numbers(rows * size));
      const values = machine.place(numbers(count * size));
      const hot = new Float32Array(count * rows);
      const gathered = new Float32Array(count * size);
      const sums = new Float64Array(rows * size);
      index.ints.forEach((row, at) => {
        if (row < 0 || row >= rows) return;
        hot[at * rows + row] = 1;
        for (let j = 0; j < size; j++) {
          gathered[at * size + j] = table.floats[row * size + j]!;
          sums[row * size + j]! += values.floats[at * size + j]!;
        }
      });
      expect(distance(run(Opcode.OneHot, count * rows, (y) => [y.address, index.address, count, rows]).floats, hot)).toBe(0);
      expect(distance(run(Opcode.Gather, count * size, (y) => [y.address, table.address, index.address, count, size, rows]).floats, gathered)).toBe(0);
      const y = run(Opcode.SegmentSum, rows * size, (y) => [y.address, values.address, index.address, count, size, rows]);
      expect(distance(y.floats, sums)).toBeLessThan(1e-6);
    }
  });

  it('truncates to integers', () => {
    machine.reset();
    const x = machine.place(Float32Array.from([1.9, -1.9, 0, 3e9, -3e9, NaN, 7]));
    expect([...run(Opcode.ToInt, 7, (y) => [y.address, x.address, 7]).ints]).toEqual([1, -1, 0, 2147483647, -2147483648, 0, 7]);
  });

  it('makes floats of integers', () => {
    machine.reset();
    const x = machine.place(Int32Array.from([1, -1, 0, 2147483647, -2147483648, 16777217, 7]));
    expect([...run(Opcode.ToFloat, 7, (y) => [y.address, x.address, 7]).floats]).toEqual([1, -1, 0, 2147483648, -2147483648, 16777216, 7]);
  });

  it('pools and up-samples', () => {
    for (let i = 0; i < 40; i++) {
      machine.reset();
      const [batch, sizeY, sizeX, c] = [pick([1, 2, 3]), pick([1, 2, 3]), pick([1, 2, 3]), pick([1, 3, 4, 7, 16])];
      const [h, w] = [sizeY * pick([1, 2, 5]) + pick([0, sizeY - 1]), sizeX * pick([1, 3, 4]) + pick([0, sizeX - 1])];
      const [oh, ow] = [Math.floor(h / sizeY), Math.floor(w / sizeX)];
      const x = machine.place(numbers(batch * h * w * c));
      const average = new Float64Array(batch * oh * ow * c);
      const most = new Float64Array(batch * oh * ow * c).fill(-Infinity);
      const large = new Float32Array(batch * h * w * c * sizeY * sizeX);
      for (let b = 0; b < batch; b++) {
        for (let iy = 0; iy < h * sizeY; iy++) {
          for (let ix = 0; ix < w * sizeX; ix++) {
            for (let j = 0; j < c; j++) {
              const small = ((b * h + Math.floor(iy / sizeY)) * w + Math.floor(ix / sizeX)) * c + j;
              large[((b * h * sizeY + iy) * w * sizeX + ix) * c + j] = x.floats[small]!;
              if (iy >= oh * sizeY || ix >= ow * sizeX || iy >= h || ix >= w) continue;
              const v = x.floats[((b * h + iy) * w + ix) * c + j]!;
              const at = ((b * oh + Math.floor(iy / sizeY)) * ow + Math.floor(ix / sizeX)) * c + j;
              average[at]! += v / (sizeY * sizeX);
              most[at] = Math.max(most[at]!, v);
            }
          }
        }
      }
      const args = (y: Placed) => [y.address, x.address, batch, h, w, c, sizeY, sizeX];
      const label = `${batch}×${h}×${w}×${c} by ${sizeY}×${sizeX}`;
      expect(distance(run(Opcode.AvgPool, average.length, args).floats, average), label).toBeLessThan(1e-6);
      expect(distance(run(Opcode.MaxPool, most.length, args).floats, most), label).toBe(0);
      expect(distance(run(Opcode.Upsample, large.length, args).floats, large), label).toBe(0);
    }
  });

  it('draws the numbers of the counter-based generator', () => {
    for (const [count, seed, step, stream] of [[1, 1, 0, 0], [7, -5, 3, 9], [33, 12345678901, 7, 1], [40_010, 4, 2 ** 32 - 1, 77]] as const) {
      machine.reset();
      const control = machine.place(Int32Array.from([...keyOf(seed), step | 0]));
      const expected = new Float32Array(count);
      fillUniform(expected, seed, step, stream);
      const args = (y: Placed) => [y.address, count, stream, control.address];
      expect(run(Opcode.RandomUniform, count, args).floats).toEqual(expected);
      fillNormal(expected, seed, step, stream);
      const y = run(Opcode.RandomNormal, count, args);
      const worst = y.floats.reduce((most, v, at) => Math.max(most, Math.abs(v - expected[at]!)), 0);
      expect(worst, `${count} normal numbers`).toBeLessThan(1e-6);
    }
  });
});
