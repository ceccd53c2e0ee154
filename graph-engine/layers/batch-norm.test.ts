import { describe, expect, it } from 'vitest';
import { buildLayer, runLayer, testLayer } from '../testing/test-layer';
import { runProgram } from '../testing/run-program';
import { batchNorm, keptShare } from './batch-norm';

describe('batch-norm', () => {
  testLayer(batchNorm, [
    { input: [4], output: [4], weights: 16, mirror: ['batch-norm'] },
    { params: { momentum: 0.5 }, input: [2, 2, 3], output: [2, 2, 3], weights: 12, mirror: ['batch-norm'] },
  ]);
  it('has mean 0 and variance 1 over the batch while training', () => {
    const built = buildLayer(batchNorm, { epsilon: 1e-7 }, [1], 'train', 8);
    built.given[built.weights['gamma']!.id] = Float32Array.of(1);
    built.given[built.weights['beta']!.id] = Float32Array.of(0);
    const y = runLayer(built);
    expect(y.reduce((a, n) => a + n, 0) / 8).toBeCloseTo(0, 5);
    expect(y.reduce((a, n) => a + n * n, 0) / 8).toBeCloseTo(1, 4);
  });
  it('moves its statistics towards the batch', () => {
    const built = buildLayer(batchNorm, { momentum: 0.75 }, [1], 'train', 4, 1000);
    built.given[built.x.id] = Float32Array.of(1, 2, 3, 4);
    built.given[built.weights['movingMean']!.id] = Float32Array.of(0);
    built.given[built.weights['movingVariance']!.id] = Float32Array.of(1);
    const [mean, variance] = runProgram(built.b, built.given, [built.updates['movingMean']!.id, built.updates['movingVariance']!.id]);
    expect(mean![0]).toBeCloseTo(2.5 * 0.25, 5);
    expect(variance![0]).toBeCloseTo(0.75 + 1.25 * 0.25, 5);
  });
  it('starts its statistics from the first batch, whatever they were', () => {
    const built = buildLayer(batchNorm, { momentum: 0.99 }, [1], 'train', 4, 0);
    built.given[built.x.id] = Float32Array.of(1, 2, 3, 4);
    const [mean, variance] = runProgram(built.b, built.given, [built.updates['movingMean']!.id, built.updates['movingVariance']!.id]);
    expect([mean![0], variance![0]]).toEqual([2.5, 1.25]);
  });
  it('keeps more of them as the run goes on, up to the momentum', () => {
    expect([0, 1, 9, 81, 891, 5000].map((step) => keptShare(0.99, step))).toEqual([0, 0.1, 0.5, 0.9, 0.99, 0.99]);
    expect(keptShare(0.3, 9)).toBe(0.3);
  });
  it('uses them everywhere else', () => {
    const built = buildLayer(batchNorm, { epsilon: 1e-7 }, [1], 'evaluate', 1);
    const set = (name: string, value: number) => (built.given[built.weights[name]!.id] = Float32Array.of(value));
    built.given[built.x.id] = Float32Array.of(5);
    [['gamma', 3], ['beta', 1], ['movingMean', 1], ['movingVariance', 4]].forEach(([name, value]) => set(name as string, value as number));
    expect(runLayer(built)[0]).toBeCloseTo(7, 4);
  });
});
