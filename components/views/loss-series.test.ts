import { expect, test } from 'vitest';
import { MetricsLog } from '@/components/training/metrics-log';
import { seriesOf, smooth } from './loss-series';

test('the total comes first and a term shares its order between training and validation', () => {
  const log = new MetricsLog();
  log.add([
    { step: 0, epoch: 0, set: 'train', values: { kl: 1, loss: 3 } },
    { step: 1, epoch: 0, set: 'validation', values: { kl: 1, loss: 2 } },
  ]);
  expect(seriesOf(log).map(({ label, order }) => [label, order])).toEqual([
    ['total loss', 0],
    ['total loss · val', 0],
    ['kl', 1],
    ['kl · val', 1],
  ]);
});
test('smoothing keeps a constant, keeps gaps, and damps a jump', () => {
  expect(smooth([2, null, 2], 0.9)).toEqual([2, null, 2]);
  const [first, second] = smooth([0, 1], 0.9) as [number, number];
  expect(first).toBe(0);
  expect(second).toBeCloseTo(0.1 / 0.19);
  expect(smooth([1, 5], 0)).toEqual([1, 5]);
});
