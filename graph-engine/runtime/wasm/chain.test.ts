/** Chains of element-wise operations that are longer than a block and than a register file, against plain JavaScript, on every build. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sizeOf } from '../../document/shape';
import { Builder, type Tensor } from '../../program/builder';
import type { OpKind } from '../../program/ops';
import { Random } from '../../random/random';
import { backends } from '../backends';
import { relativeError } from '../backends/probe';
import type { Feeds, ParameterStore } from '../device';
import { TfStore } from '../tfjs/store';
import type { WasmStore } from './store';
import { everyBuild, storeOn } from './testing/builds.node';

const SEED = 20_261_126;
const unary: readonly OpKind[] = ['neg', 'square', 'abs', 'relu', 'sigmoid', 'tanh', 'softplus'];
const binary: readonly OpKind[] = ['add', 'sub', 'mul', 'add', 'mul', 'maximum', 'minimum'];
/** Counts that pass one block, or several, and do not fill the last. */
const shapes = [[3, 5], [2570], [37, 61], [5, 7, 66], [2, 1023, 3]] as const;

/** What broadcasts to `shape`: itself, one number, and every way to leave out some axes. */
function smaller(shape: readonly number[]): readonly (readonly number[])[] {
  const subsets = Array.from({ length: 2 ** shape.length }, (_, bits) => shape.map((size, axis) => (bits & (1 << axis) ? 1 : size)));
  return [[], shape.slice(1), ...subsets];
}

describe.each(everyBuild)(`chains, $name, seed ${SEED}`, (build) => {
  let store: WasmStore;
  beforeAll(async () => {
    await backends.cpu.setUp();
    store = await storeOn(build);
  });
  afterAll(() => store.dispose());

  const valuesOn = async (on: ParameterStore, b: Builder, feeds: Feeds, fetch: readonly Tensor[]): Promise<Float32Array[]> => {
    const executor = on.executor(b.finish());
    const results = executor.run({ feeds, seed: 1, step: 0, applyUpdates: false, fetch: fetch.map(({ id }) => id) });
    const values = await Promise.all(results.map(async (result) => Float32Array.from(await result.data())));
    for (const result of results) result.dispose();
    executor.dispose();
    return values;
  };
  /** Writes a program on inputs of all sizes that broadcast to `shape`, and compares what `write` gives. */
  async function compare(shape: readonly number[], random: Random, write: (b: Builder, inputs: readonly Tensor[]) => readonly Tensor[], tolerance: number): Promise<void> {
    const b = new Builder();
    const sizes = smaller(shape);
    const inputs = sizes.map((size, i) => b.data(`x${i}`, size));
    const feeds = Object.fromEntries(sizes.map((size, i) => [`x${i}`, { shape: size, data: Float32Array.from({ length: sizeOf(size) }, () => random.uniform(-1, 1)) }]));
    const fetch = write(b, inputs);
    const expected = await valuesOn(new TfStore(), b, feeds, fetch);
    const found = await valuesOn(store, b, feeds, fetch);
    found.forEach((values, i) => expect(relativeError(values, expected[i]!), `[${shape}] → [${fetch[i]!.shape}], value ${i}`).toBeLessThan(tolerance));
  }

  it('agree, whatever is fused', async () => {
    const random = new Random(SEED, 1);
    for (const shape of shapes) {
      await compare(shape, random, (b, inputs) => {
        const values = [...inputs];
        const pick = (): Tensor => values[Math.max(0, values.length - 1 - random.integer(12))]!;
        for (let i = 0; i < 60; i++) {
          const kind = random.uniform(0, 1) < 0.4 ? unary[random.integer(unary.length)]! : binary[random.integer(binary.length)]!;
          const value = kind === 'mul' && i % 2 === 0 ? b.add(b.mul(pick(), pick()), pick()) : b.emit(kind, unary.includes(kind) ? [pick()] : [pick(), pick()]);
          // Products of products would leave the range of a float32.
          values.push(i % 3 === 0 || kind === 'mul' || kind === 'square' ? b.mul(b.tanh(value), 0.7) : value);
        }
        return [values.at(-1)!, ...Array.from({ length: 5 }, () => values[inputs.length + random.integer(60)]!)].map((value) => b.tanh(value));
      }, 1e-4);
    }
  });
  it('repeat smaller tensors across blocks', async () => {
    const random = new Random(SEED, 2);
    for (const shape of shapes) await compare(shape, random, (b, [, , first, ...others]) => others.map((other, i) => b.add(b.mul(first!, i + 2), other)), 1e-6);
  });
  it('take constants for what they are, of one number or of several', async () => {
    const random = new Random(SEED, 4);
    for (const shape of shapes) {
      await compare(shape, random, (b, [, , first]) => {
        const rest = [shape[0] - 1, ...shape.slice(1)];
        const several = b.concat([b.constant(3, [1, ...shape.slice(1)]), b.constant(-2, rest)], 0);
        return [b.mul(first!, b.constant(0.7, shape)), b.sub(b.constant(2, shape), first!), b.add(b.mul(first!, several), b.constant(1, shape)), b.square(b.constant(5, shape))];
      }, 1e-6);
    }
  });
  it('compute derivatives of activations, and what only looks like them', async () => {
    const random = new Random(SEED, 5);
    for (const shape of shapes) {
      await compare(shape, random, (b, [, , first, ...others]) => others.flatMap((other) => {
        const [x, dy] = [b.add(first!, other), b.mul(first!, 3)];
        const [y, rest] = [b.sigmoid(x), b.sub(1, b.sigmoid(x))];
        const z = b.relu(x);
        const shared = b.step(z);
        return [b.mul(dy, b.mul(y, b.sub(1, y))), b.mul(b.mul(b.sub(2, y), y), dy), b.mul(dy, b.mul(z, rest)), b.mul(dy, b.mul(y, b.sub(1, dy))), b.mul(dy, b.step(x)), b.mul(b.step(z), y), b.mul(dy, shared), b.add(shared, y)];
      }), 1e-6);
    }
  });
  it('add up all that they compute', async () => {
    const random = new Random(SEED, 3);
    // The last has several blocks to a group.
    for (const shape of [...shapes, [300, 450]]) {
      await compare(shape, random, (b, [, , first, ...others]) => others.flatMap((other) => {
        const both = b.add(first!, other);
        const square = b.square(b.mul(both, other));
        return [b.sum(both), b.sum(b.square(both)), b.sum(square), b.sum(b.sub(square, first!)), b.mean(b.abs(b.mul(first!, other)))];
      }), 1e-5);
    }
  });
});
