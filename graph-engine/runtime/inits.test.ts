import { beforeAll, describe, expect, it } from 'vitest';
import { Builder } from '../program/builder';
import type { Init } from '../program/types';
import { backends } from './backends';
import { initialise } from './inits';
import { loadWeights } from './device';
import { TfStore } from './tfjs/store';

async function start(parameters: Record<string, { shape: number[]; init: Init }>, seed = 1, tap?: (tap: string) => Promise<Float32Array>): Promise<Record<string, number[]>> {
  const b = new Builder();
  for (const [name, { shape, init }] of Object.entries(parameters)) b.parameter(name, shape, init, { player: 'autoencoder', trainable: true, origin: { node: 'n' } });
  const store = new TfStore();
  await initialise(store, b.finish(), seed, tap);
  const values = Object.fromEntries([...(await store.read())].map(([name, { data }]) => [name, [...data]]));
  store.dispose();
  return values;
}
const deviation = (x: number[]): number => Math.sqrt(x.reduce((sum, v) => sum + v * v, 0) / x.length);

describe('first values of parameters', () => {
  beforeAll(() => backends.cpu.setUp());
  it('follow their papers', async () => {
    const { zeros, ones, constant, glorot, he, normal } = await start({
      zeros: { shape: [3], init: { kind: 'zeros' } },
      ones: { shape: [3], init: { kind: 'ones' } },
      constant: { shape: [], init: { kind: 'constant', value: 2.5 } },
      glorot: { shape: [100, 100], init: { kind: 'glorotUniform', fanIn: 100, fanOut: 50 } },
      he: { shape: [100, 100], init: { kind: 'heNormal', fanIn: 50, fanOut: 3 } },
      normal: { shape: [100, 100], init: { kind: 'normal', stddev: 0.3 } },
    });
    expect(zeros).toEqual([0, 0, 0]);
    expect(ones).toEqual([1, 1, 1]);
    expect(constant).toEqual([2.5]);
    const limit = Math.sqrt(6 / 150);
    expect(Math.max(...glorot!.map(Math.abs))).toBeLessThanOrEqual(limit);
    expect(Math.max(...glorot!)).toBeGreaterThan(0.99 * limit);
    expect(Math.min(...glorot!)).toBeLessThan(-0.99 * limit);
    expect(deviation(he!)).toBeCloseTo(0.2, 2);
    expect(deviation(normal!)).toBeCloseTo(0.3, 2);
  });
  it('depend on seed and name alone', async () => {
    const init = { shape: [4], init: { kind: 'normal', stddev: 1 } } as const;
    const alone = await start({ a: { ...init, shape: [4] } });
    const together = await start({ b: { ...init, shape: [4] }, a: { ...init, shape: [4] } });
    expect(together['a']).toEqual(alone['a']);
    expect(together['b']).not.toEqual(alone['a']);
    expect((await start({ a: { ...init, shape: [4] } }, 2))['a']).not.toEqual(alone['a']);
  });
  it('take clusters of a tap, and copies after them', async () => {
    const points = Float32Array.of(0, 0, 0.2, 0, 10, 10, 10, 10.2);
    const { copy, codebook } = await start(
      { copy: { shape: [2, 2], init: { kind: 'copyOf', parameter: 'codebook' } }, codebook: { shape: [2, 2], init: { kind: 'kmeans', tap: 'encoder.code' } } },
      1,
      async (tap) => (tap === 'encoder.code' ? points : new Float32Array()),
    );
    const rows = [codebook!.slice(0, 2), codebook!.slice(2)].sort((a, b) => a[0]! - b[0]!);
    expect(rows.flat().map((x) => Math.round(x * 10) / 10)).toEqual([0.1, 0, 10, 10.1]);
    expect(copy).toEqual(codebook);
  });
  it('leave parameters that have a value alone', async () => {
    const b = new Builder();
    b.parameter('w', [2], { kind: 'ones' }, { player: 'autoencoder', trainable: true, origin: { node: 'n' } });
    const store = new TfStore();
    store.write('w', { shape: [2], data: Float32Array.of(5, 6) });
    await initialise(store, b.finish(), 1);
    expect([...store.get('w').dataSync()]).toEqual([5, 6]);
    expect(loadWeights(store, b.finish(), new Map([['w', { shape: [3], data: new Float32Array(3) }]]))).toEqual(['w has the shape [3] in the weights and [2] in the graph.']);
    expect(loadWeights(store, b.finish(), new Map())).toEqual(['The weights hold no w.']);
    store.dispose();
  });
});
