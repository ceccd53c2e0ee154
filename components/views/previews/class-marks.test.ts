import { expect, it } from 'vitest';
import { Random } from '@/graph-engine/random/counter';
import { classMarks } from './class-marks';

const SEED = 20_261_128;
/** 40 items of each class around its centre. */
function items(centres: readonly (readonly [number, number])[]): { readonly points: Float32Array; readonly labels: Uint8Array } {
  const random = new Random(SEED, 0);
  const labels = Uint8Array.from({ length: 40 * centres.length }, (_, i) => i % centres.length);
  return { labels, points: Float32Array.from({ length: 2 * labels.length }, (_, at) => centres[labels[at >> 1]!]![at % 2]! + random.uniform() - 0.5) };
}

it('marks each class that has a place of its own, at its middle', () => {
  const centres = [[0, 0], [4, 0], [0, 4]] as const;
  const { points, labels } = items(centres);
  const marks = classMarks(points, labels, 0.8);
  expect(marks.map(({ label }) => label), `seed ${SEED}`).toEqual([0, 1, 2]);
  for (const { label, x, y } of marks) expect(Math.hypot(x - centres[label]![0], y - centres[label]![1])).toBeLessThan(0.3);
});
it('marks none of those that lie on each other, and none of one class alone', () => {
  const { points, labels } = items([[0, 0], [0, 0], [0, 0], [4, 4]]);
  expect(classMarks(points, labels, 0.8).map(({ label }) => label)).toEqual([3]);
  const one = items([[0, 0]]);
  expect(classMarks(one.points, one.labels, 0.8)).toEqual([]);
});
