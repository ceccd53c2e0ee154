/** Pools of any window and stride against plain loops, on plain JavaScript and on the kernels: values, and the share that each value gets of the derivative. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readParams } from '../document/fields';
import { axesOf, type Pair } from '../document/pair';
import { derive } from '../program/backward';
import { Builder } from '../program/builder';
import { backends } from '../runtime/backends';
import { relativeError } from '../runtime/backends/probe';
import type { ParameterStore } from '../runtime/device';
import { TfStore } from '../runtime/tfjs/store';
import { everyBuild, storeOn } from '../runtime/wasm/testing/builds.node';
import { avgPool } from './avg-pool';
import { isProblem } from './definition';
import { maxPool } from './max-pool';
import { stepsOf } from './pool';

const batch = 2;
const channels = 3;
const cases: readonly (readonly [height: number, width: number, size: Pair, stride: Pair])[] = [
  [7, 8, 3, 2], [8, 8, 2, 1], [9, 5, 3, [2, 0]], [6, 11, [1, 4], [2, 3]], [5, 9, [2, 3], [4, 5]], [4, 4, 4, 7], [1, 6, [1, 2], [0, 1]], [10, 1, [3, 1], 1], [13, 13, 1, 4], [11, 7, 5, 3],
];

/** All different, so that every maximum is one place. */
const numbersOf = (count: number): Float32Array => Float32Array.from({ length: count }, (_, i) => ((i * 7919) % count) / count - 0.4);

/** What loops give: the pooled numbers, and the derivative of their sum, each weighed by one more than its place. */
function looped([height, width, size, stride]: (typeof cases)[number], mean: boolean): { readonly values: number[]; readonly slope: number[] } {
  const [[kh, kw], [sh, sw]] = [axesOf(size), stepsOf({ size, stride })];
  const x = numbersOf(batch * height * width * channels);
  const values: number[] = [];
  const slope = new Array<number>(x.length).fill(0);
  for (let n = 0; n < batch; n++)
    for (let y = 0; y + kh <= height; y += sh)
      for (let z = 0; z + kw <= width; z += sw)
        for (let c = 0; c < channels; c++) {
          const window = Array.from({ length: kh * kw }, (_, i) => ((n * height + y + Math.floor(i / kw)) * width + z + (i % kw)) * channels + c);
          const weight = values.length + 1;
          const most = window.reduce((a, b) => (x[b]! > x[a]! ? b : a));
          values.push(mean ? window.reduce((sum, i) => sum + x[i]!, 0) / window.length : x[most]!);
          if (mean) for (const i of window) slope[i]! += weight / window.length;
          else slope[most]! += weight;
        }
  return { values, slope };
}

async function computed(store: ParameterStore, layer: typeof maxPool, [height, width, size, stride]: (typeof cases)[number]): Promise<ArrayLike<number>[]> {
  const params = readParams(layer.fields, { size, stride });
  const shape = [batch, height, width, channels];
  const b = new Builder();
  const x = b.data('x', shape);
  const y = layer.build(params, x, { b, mode: 'train', mask: null, weight: () => x, update: () => undefined, schedule: () => x });
  expect([...y.shape.slice(1)]).toEqual(isProblem(layer.infer(params, shape.slice(1))) ? null : layer.infer(params, shape.slice(1)));
  const count = y.shape.reduce((product, n) => product * n, 1);
  const weights = b.data('weights', y.shape);
  const [dx] = derive(b, b.sum(b.mul(y, weights)), [x]);
  const executor = store.executor(b.finish());
  const feeds = { x: { shape, data: numbersOf(shape.reduce((product, n) => product * n, 1)) }, weights: { shape: y.shape, data: Float32Array.from({ length: count }, (_, i) => i + 1) } };
  const results = executor.run({ feeds, seed: 1, step: 0, applyUpdates: false, fetch: [y.id, dx!.id] });
  const numbers = await Promise.all(results.map(async (result) => Float64Array.from(await result.data())));
  results.forEach((result) => result.dispose());
  executor.dispose();
  return numbers;
}

describe.each([['max-pool', maxPool, false], ['avg-pool', avgPool, true]] as const)('%s', (_, layer, mean) => {
  beforeAll(() => backends.cpu.setUp());
  it.each(cases)('%i × %i by %j, every %j', async (...one) => {
    const expected = looped(one, mean);
    const own = await storeOn(everyBuild[0]!);
    for (const store of [new TfStore(), own]) {
      const [values, slope] = await computed(store, layer, one);
      expect(relativeError(values!, expected.values)).toBeLessThan(1e-5);
      expect(relativeError(slope!, expected.slope)).toBeLessThan(1e-5);
    }
    own.dispose();
  });
});
