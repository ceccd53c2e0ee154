/** The derivative rule of every operation, and the derivative of that derivative, against central differences along a random direction, and on every build against plain JavaScript. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { derive } from '../program/backward';
import { Builder, type Tensor } from '../program/builder';
import { opOf, ops, type OpKind } from '../program/ops';
import { verify } from '../program/verify';
import { Random } from '../random/random';
import { opCases, type OpCase } from '../testing/op-cases';
import { backends } from './backends';
import { relativeError } from './backends/probe';
import { currentDevice, type Feeds, type ParameterStore } from './device';
import { TfStore } from './tfjs/store';
import { everyBuild, storeOn } from './wasm/testing/builds.node';

const H = 2e-3;
/** Of a value to float32, by functions that are right up to two units in the last place. */
const ROUNDING = 2 ** -22;
const TOLERANCE = 1e-4;
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

type Differentiated = ReturnType<typeof differentiated>;
/** Derivatives on plain JavaScript, by case and draw. */
const references = new Map<string, readonly Float32Array[]>();

async function check({ run, reals, outputShape }: Differentiated, plain: Differentiated, one: OpCase, seed: number): Promise<{ readonly first: number; readonly second: number; readonly reference: number }> {
  const random = new Random(seed, 77);
  const draw = (shape: readonly number[], low: number, high: number, whole: boolean) =>
    Float32Array.from({ length: size(shape) }, () => (whole ? random.integer(high) : random.uniform(low, high)));
  const data: Record<string, Float32Array> = { weights: draw(outputShape, -1, 1, false) };
  one.inputs.forEach(({ shape, dtype, low, high }, i) => (data[`x${i}`] = draw(shape, low, high, dtype === 'int32')));
  for (const i of reals) data[`v${i}`] = draw(one.inputs[i]!.shape, -1, 1, false);
  const direction = new Map(reals.map((i) => [i, draw(one.inputs[i]!.shape, -1, 1, false)]));
  const at = (h: number): Promise<Float32Array[]> => run({ ...data, ...Object.fromEntries(reals.map((i) => [`x${i}`, data[`x${i}`]!.map((x, j) => x + h * direction.get(i)![j]!)])) });
  const [here, up, down] = [await at(0), await at(H), await at(-H)];
  const key = `${one.name} ${seed}`;
  if (!references.has(key)) references.set(key, await plain.run(data));
  const n = reals.length;
  const together = (arrays: readonly Float32Array[], from: number, to?: number): number[] => arrays.slice(from, to).flatMap((values) => [...values]);
  // All derivatives of one order at once: a single sum may cancel.
  const off = Math.max(...([[0, 1], [1, 1 + n], [1 + n]] as const).map(([from, to]) => relativeError(together(here, from, to), together(references.get(key)!, from, to))));
  const along = (gradients: Float32Array[]): number => gradients.reduce((sum, gradient, i) => sum + dot(gradient, direction.get(reals[i]!)!), 0);
  /** The error of Σ weights · values of a run, beyond what rounding each value to float32 explains. */
  const compare = (found: Float32Array[], terms: readonly (readonly [value: number, weights: Float32Array])[]): number => {
    const expected = terms.reduce((sum, [i, weights]) => sum + (dot(up[i]!, weights) - dot(down[i]!, weights)) / (2 * H), 0);
    const rounding = (ROUNDING * Math.hypot(...terms.map(([i, weights]) => norm(here[i]!.map((x, j) => x * weights[j]!))))) / H;
    const scale = Math.max(found.reduce((sum, gradient) => sum + norm(gradient), 0), Math.abs(expected), 1e-2);
    return Math.max(0, Math.abs(along(found) - expected) - rounding) / scale;
  };
  return {
    reference: off,
    first: compare(here.slice(1, 1 + n), [[0, data['weights']!]]),
    second: compare(here.slice(1 + n), reals.map((i, at) => [1 + at, data[`v${i}`]!])),
  };
}

const stores: readonly { readonly name: string; open(): Promise<ParameterStore> }[] = [
  {
    name: 'tfjs-wasm',
    async open() {
      await backends['tfjs-wasm'].setUp({});
      return currentDevice().createStore();
    },
  },
  ...everyBuild.map((build) => ({ name: `wasm, ${build.name}`, open: () => storeOn(build) })),
];
describe.each(stores)('derivatives against central differences and plain JavaScript on $name', ({ name, open }) => {
  let store: ParameterStore;
  beforeAll(async () => {
    // The reference is computed by tfjs on the processor, beside kernels that are none of tfjs's.
    await backends.cpu.setUp();
    store = await open();
  });
  afterAll(() => store.dispose());
  const ours = name.startsWith('wasm');
  const kinds = (Object.keys(ops) as OpKind[]).filter((kind) => opOf(kind).backward !== 'zero');
  it.each(kinds)('%s, first and second', async (kind) => {
    // What moves integers has no derivative.
    const cases = opCases.filter((one) => one.kind === kind && one.inputs.some(({ dtype }) => dtype === 'float32'));
    const wrong: unknown[] = [];
    for (const [i, one] of cases.entries()) {
      // Two draws: a kink (of a maximum, say) may lie between the two ends of one difference; a wrong rule is wrong everywhere.
      const results: (Awaited<ReturnType<typeof check>> & { readonly case: string; readonly seed: number })[] = [];
      const isRight = ({ first, second }: (typeof results)[number]): boolean => first < TOLERANCE && second < TOLERANCE;
      const [found, plain] = [differentiated(store, one), differentiated(new TfStore(), one)];
      for (const seed of [2 * i + 1, 2 * i + 2]) if (!results.some(isRight)) results.push({ case: one.name, seed, ...(await check(found, plain, one, seed)) });
      for (const { dispose } of [found, plain]) dispose();
      if (!results.some(isRight)) wrong.push(...results);
      if (ours && results.some(({ reference }) => !(reference < TOLERANCE))) wrong.push(...results);
    }
    expect(cases.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });
});
