/** The derivative rule of every operation, and the derivative of that derivative, against central differences along a random direction. */
import { beforeAll, describe, expect, it } from 'vitest';
import { derive } from '../program/backward';
import { Builder, type Tensor } from '../program/builder';
import { opOf, ops, type OpKind } from '../program/ops';
import { verify } from '../program/verify';
import { Random } from '../random/random';
import { opCases, type OpCase } from '../testing/op-cases';
import { backends } from './backends';
import { currentDevice, type Feeds, type ParameterStore } from './device';

const H = 2e-3;
type Arrays = Readonly<Record<string, Float32Array>>;
const size = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);
const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((sum, x, i) => sum + x * b[i]!, 0);
const norm = (a: ArrayLike<number>): number => Math.sqrt(dot(a, a));

/** Σ weights · op(x), its derivatives, and the derivatives of Σ direction · derivative. */
function differentiated(store: ParameterStore, { kind, inputs, attrs }: OpCase): { run: (data: Arrays) => Promise<Float32Array[]>; reals: number[]; dispose: () => void; outputShape: readonly number[] } {
  const b = new Builder();
  const given = inputs.map(({ shape }, i) => b.data(`x${i}`, shape));
  const operands = given.map((tensor, i) => (inputs[i]!.dtype === 'int32' ? b.toInt(tensor) : tensor));
  const reals = inputs.flatMap(({ dtype }, i) => (dtype === 'float32' ? [i] : []));
  const output = b.emit(kind, operands, attrs);
  const loss = b.sum(b.mul(output, b.data('weights', output.shape)));
  const wrt = reals.map((i) => given[i]!);
  const first = derive(b, loss, wrt);
  const along = first.map((gradient, i) => b.sum(b.mul(gradient, b.data(`v${reals[i]!}`, gradient.shape)))).reduce((x: Tensor, y) => b.add(x, y));
  const second = derive(b, along, wrt);
  const shapes = Object.fromEntries(b.inputs.map(({ name, value }) => [name, b.values[value]!.shape]));
  const executor = store.executor(verify(b.finish()));
  const fetch = [output, ...first, ...second].map(({ id }) => id);
  return {
    reals,
    outputShape: output.shape,
    run(data) {
      const feeds: Feeds = Object.fromEntries(Object.entries(data).map(([name, values]) => [name, { data: values, shape: shapes[name]! }]));
      const results = executor.run({ feeds, seed: 0, step: 0, applyUpdates: false, fetch });
      return Promise.all(
        results.map(async (result) => {
          const values = Float32Array.from(await result.data());
          result.dispose();
          return values;
        }),
      );
    },
    dispose: () => executor.dispose(),
  };
}

async function check(store: ParameterStore, one: OpCase, seed: number): Promise<{ readonly first: number; readonly second: number }> {
  const random = new Random(seed, 77);
  const { run, reals, outputShape, dispose } = differentiated(store, one);
  const draw = (shape: readonly number[], low: number, high: number, whole: boolean) =>
    Float32Array.from({ length: size(shape) }, () => (whole ? random.integer(high) : random.uniform(low, high)));
  const data: Record<string, Float32Array> = { weights: draw(outputShape, -1, 1, false) };
  one.inputs.forEach(({ shape, dtype, low, high }, i) => (data[`x${i}`] = draw(shape, low, high, dtype === 'int32')));
  for (const i of reals) data[`v${i}`] = draw(one.inputs[i]!.shape, -1, 1, false);
  const direction = new Map(reals.map((i) => [i, draw(one.inputs[i]!.shape, -1, 1, false)]));
  const at = (h: number): Promise<Float32Array[]> => run({ ...data, ...Object.fromEntries(reals.map((i) => [`x${i}`, data[`x${i}`]!.map((x, j) => x + h * direction.get(i)![j]!)])) });
  const [here, up, down] = [await at(0), await at(H), await at(-H)];
  const n = reals.length;
  const along = (gradients: Float32Array[]): number => gradients.reduce((sum, gradient, i) => sum + dot(gradient, direction.get(reals[i]!)!), 0);
  const slope = (values: (run: Float32Array[]) => number): number => (values(up) - values(down)) / (2 * H);
  const compare = (found: Float32Array[], expected: number): number => {
    const scale = Math.max(found.reduce((sum, gradient) => sum + norm(gradient), 0), Math.abs(expected), 1e-2);
    return Math.abs(along(found) - expected) / scale;
  };
  dispose();
  return {
    first: compare(here.slice(1, 1 + n), slope(([output]) => dot(output!, data['weights']!))),
    second: compare(here.slice(1 + n), slope((values) => values.slice(1, 1 + n).reduce((sum, gradient, i) => sum + dot(gradient, data[`v${reals[i]!}`]!), 0))),
  };
}

describe.each(['tfjs-wasm', 'wasm'] as const)('derivatives against central differences on %s', (name) => {
  let store: ParameterStore;
  beforeAll(async () => {
    await backends[name].setUp({});
    store = await currentDevice().createStore();
  });
  const kinds = (Object.keys(ops) as OpKind[]).filter((kind) => opOf(kind).backward !== 'zero');
  it.each(kinds)('%s, first and second', async (kind) => {
    const cases = opCases.filter((one) => one.kind === kind);
    const wrong: unknown[] = [];
    for (const [i, one] of cases.entries()) {
      // Two draws: a kink (of a maximum, say) may lie between the two ends of one difference; a wrong rule is wrong everywhere.
      const results = await Promise.all([2 * i + 1, 2 * i + 2].map(async (seed) => ({ case: one.name, seed, ...(await check(store, one, seed)) })));
      if (!results.some(({ first, second }) => first < 5e-3 && second < 1e-2)) wrong.push(...results);
    }
    expect(cases.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });
});
