import { expect, it } from 'vitest';
import { Random } from '../../random/counter';
import type { MemoryTable } from '../table';
import { digits } from './digits';
import { drawDigits } from './strokes/draw-digits';

it('repeats itself from the same seed, whatever the number of items, and differs between seeds', () => {
  const few = drawDigits(digits, { seed: 4, count: 40 });
  const more = drawDigits(digits, { seed: 4, count: 80 });
  expect(few.values).toEqual(more.values.slice(0, few.values.length));
  expect(few.labels).toEqual(more.labels!.slice(0, 40));
  expect(drawDigits(digits, { seed: 5, count: 40 }).values).not.toEqual(few.values);
});

it('gives 6,000 items by default, each digit as often, every one with ink inside its frame', () => {
  const table = drawDigits(digits, { seed: 1, count: 0 });
  expect(table.count).toBe(6000);
  expect(table.values.length).toBe(6000 * 784);
  const counts = new Array<number>(10).fill(0);
  for (const label of table.labels!) counts[label]!++;
  expect(counts).toEqual(new Array<number>(10).fill(600));
  for (let item = 0; item < table.count; item++) {
    const image = table.values.subarray(item * 784, (item + 1) * 784);
    let ink = 0;
    for (const value of image) ink += value / 255;
    expect(ink).toBeGreaterThan(8);
    // The boldest ring fills nearly half of the picture.
    expect(ink).toBeLessThan(400);
    let frame = 0;
    for (let i = 0; i < 28; i++) frame += image[i]! + image[27 * 28 + i]! + image[i * 28]! + image[i * 28 + 27]!;
    expect(frame / 255 / ink).toBeLessThan(0.08);
  }
});

it('shows no item twice', () => {
  const table = drawDigits(digits, { seed: 2, count: 1000 });
  const seen = new Set<string>();
  for (let item = 0; item < table.count; item++) seen.add(table.values.subarray(item * 784, (item + 1) * 784).join());
  expect(seen.size).toBe(1000);
});

it('reports progress and can be cancelled', () => {
  const reported: number[] = [];
  drawDigits(digits, { seed: 1, count: 200, onProgress: (loaded) => reported.push(loaded) });
  expect(reported.length).toBeGreaterThan(50);
  const cancelled = AbortSignal.abort(new Error('enough'));
  expect(() => drawDigits(digits, { seed: 1, count: 200, signal: cancelled })).toThrow('enough');
});

it('is learnable, yet too varied for a linear classifier', () => {
  const accuracy = softmaxRegression(drawDigits(digits, { seed: 3, count: 0 }), 5000);
  console.log(`linear classifier on unseen digits: ${(100 * accuracy).toFixed(1)} %`);
  expect(accuracy).toBeGreaterThan(0.8);
  expect(accuracy).toBeLessThan(0.989);
}, 60_000);

/** Accuracy on the items from `split` on, after 12 epochs of gradient descent with momentum on those before. */
function softmaxRegression(table: MemoryTable, split: number): number {
  const [size, classes, batch] = [784, 10, 50];
  const weights = new Float32Array(size * classes);
  const speed = new Float32Array(size * classes);
  const gradient = new Float32Array(size * classes);
  const scores = new Float64Array(classes);
  const random = new Random(1);
  const score = (item: number): void => {
    scores.fill(0);
    for (let i = 0; i < size; i++) {
      const value = table.values[item * size + i]! * table.scale;
      if (value > 0) for (let c = 0; c < classes; c++) scores[c]! += value * weights[i * classes + c]!;
    }
  };
  for (let epoch = 0; epoch < 12; epoch++) {
    const order = random.permutation(split);
    for (let start = 0; start < split; start += batch) {
      gradient.fill(0);
      for (const item of order.subarray(start, start + batch)) {
        score(item);
        const high = Math.max(...scores);
        const powers = scores.map((s) => Math.exp(s - high));
        const total = powers.reduce((a, b) => a + b, 0);
        for (let c = 0; c < classes; c++) powers[c] = powers[c]! / total - (table.labels![item] === c ? 1 : 0);
        for (let i = 0; i < size; i++) {
          const value = table.values[item * size + i]! * table.scale;
          if (value > 0) for (let c = 0; c < classes; c++) gradient[i * classes + c]! += value * powers[c]!;
        }
      }
      const rate = (0.05 * (1 - epoch / 12)) / batch;
      for (let k = 0; k < weights.length; k++) {
        speed[k] = 0.9 * speed[k]! - rate * gradient[k]!;
        weights[k]! += speed[k]!;
      }
    }
  }
  let right = 0;
  for (let item = split; item < table.count; item++) {
    score(item);
    if (scores.indexOf(Math.max(...scores)) === table.labels![item]) right++;
  }
  return right / (table.count - split);
}
