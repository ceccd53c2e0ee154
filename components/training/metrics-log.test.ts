import { expect, test } from 'vitest';
import { MetricsLog } from './metrics-log';

test('rows become columns on one axis, with gaps where a set was not measured', () => {
  const log = new MetricsLog();
  log.add([
    { step: 1, epoch: 0, set: 'train', values: { loss: 3, kl: 1 } },
    { step: 2, epoch: 0, set: 'train', values: { loss: 2 } },
    { step: 2, epoch: 0, set: 'validation', values: { loss: 2.5 } },
    { step: 4, epoch: 1, set: 'train', values: { loss: Number.NaN } },
    { step: 3, epoch: 1, set: 'validation', values: { loss: 1 } },
  ]);
  expect(log.steps).toEqual([1, 2, 3, 4]);
  expect(log.columns).toEqual([
    { set: 'train', term: 'loss', values: [3, 2, null, null] },
    { set: 'train', term: 'kl', values: [1, null, null, null] },
    { set: 'validation', term: 'loss', values: [null, 2.5, 1, null] },
  ].map((column) => ({ ...column, values: expect.any(Array) })));
  expect(log.columns[0]!.values.slice(0, 2)).toEqual([3, 2]);
  expect(log.columns[2]!.values[1]).toBe(2.5);
  expect(log.columns[2]!.values[2]).toBe(1);
  expect(log.latest('validation')?.step).toBe(3);
});

test('going back to a checkpoint forgets what came after it', () => {
  const log = new MetricsLog();
  log.add([1, 2, 3, 4].map((step) => ({ step, epoch: 0, set: 'train' as const, values: { loss: 1 / step } })));
  log.cutAfter(2);
  expect(log.steps).toEqual([1, 2]);
  log.add([{ step: 3, epoch: 0, set: 'train', values: { loss: 9 } }]);
  expect(log.columns[0]!.values).toEqual([1, 0.5, 9]);
});

test('a long run stays within bounds and keeps every validation row', () => {
  const log = new MetricsLog();
  for (let block = 0; block < 50; block++) {
    log.add(Array.from({ length: 1000 }, (_, i) => ({ step: block * 1000 + i + 1, epoch: block, set: 'train' as const, values: { loss: 1 } })));
    log.add([{ step: block * 1000 + 1000, epoch: block, set: 'validation', values: { loss: 1 } }]);
  }
  expect(log.recorded.length).toBeLessThanOrEqual(40_000);
  expect(log.recorded.filter((row) => row.set === 'validation')).toHaveLength(50);
  expect(log.steps.at(-1)).toBe(50_000);
});
