import { expect, test } from 'vitest';
import { sparkRange, type Spark } from './draw-spark';

const spark = (train: readonly (number | null)[], baseline: number | null = null): Spark => ({ steps: train.map((_, i) => i), train, validation: [], baseline });

test('a run that begins far above leaves the height to where it is now', () => {
  const { low, high } = sparkRange(spark([600, ...Array.from({ length: 50 }, (_, i) => 200 - i)]))!;
  expect(high).toBeLessThan(250);
  expect(low).toBeLessThan(151);
});

test('the figure to beat is always in sight', () => {
  const above = sparkRange(spark([10, 9, 8, 7], 40))!;
  expect(above.high).toBeGreaterThan(40);
  const below = sparkRange(spark([10, 9, 8, 7], 1))!;
  expect(below.low).toBeLessThan(1);
});

test('of one value, or of equal ones, there is a height; of none there is none', () => {
  for (const values of [[3], [3, 3], [0, null, 0]]) {
    const { low, high } = sparkRange(spark(values))!;
    expect(high).toBeGreaterThan(low);
  }
  expect(sparkRange(spark([null, Number.NaN]))).toBeNull();
});
