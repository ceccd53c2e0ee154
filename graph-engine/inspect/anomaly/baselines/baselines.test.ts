import { describe, expect, it } from 'vitest';
import { Random } from '../../../random/random';
import { readSafetensors, writeSafetensors } from '../../../runtime/safetensors';
import { areas } from '../areas';
import { rank } from '../ranking';
import type { Fitted, Rows } from './definition';
import { baselines } from './index';
import { none } from './none';

const SEED = 20_261_131;
/** Rows near a plane of two dimensions in `width`; `off` puts them beside it. */
function drawn(count: number, width: number, off: number, seed: number): Rows {
  const random = new Random(seed);
  const values = new Float32Array(count * width);
  for (let i = 0; i < count; i++) {
    const [a, b] = [random.normal(), random.normal()];
    for (let j = 0; j < width; j++) values[i * width + j] = a * Math.cos(j) + b * Math.sin(j) + off * (j % 3) + random.normal(0, 0.1);
  }
  return { count, width, values };
}
const together = (a: Rows, b: Rows): Rows => ({ count: a.count + b.count, width: a.width, values: Float32Array.of(...a.values, ...b.values) });
function throughFile(fitted: Fitted): Fitted {
  const read = readSafetensors(writeSafetensors(new Map(Object.entries(fitted))));
  if ('problem' in read) throw new Error(read.problem);
  return Object.fromEntries(read.tensors);
}
const options = { seed: SEED, components: 2 };

it('has each baseline once, with words for a table', () => {
  expect(baselines.map(({ id }) => id)).toEqual(['none', 'pca', 'isolationForest', 'knn']);
  for (const { title, help } of baselines) {
    expect(title).not.toMatch(/\.$/);
    expect(help).toMatch(/\.$/);
  }
});
it('has the squared length where there is no model', () => expect([...none.score({}, { count: 2, width: 2, values: Float32Array.of(3, 4, -1, 0) })]).toEqual([25, 1]));
describe.each(baselines)(`$id, seed ${SEED}`, (baseline) => {
  const training = drawn(700, 7, 0, SEED);
  const rows = together(drawn(150, 7, 0, SEED + 1), drawn(51, 7, 3, SEED + 2));
  const isAnomaly = Uint8Array.from({ length: rows.count }, (_, i) => Number(i >= 150));
  const fitted = baseline.fit(training, options);
  const scores = baseline.score(fitted, rows);

  it('ranks odd rows above common ones', () => expect(areas(rank(scores, isAnomaly))!.auc).toBeGreaterThan(0.95));
  it('is the same for a seed, in parts, and after a file', () => {
    expect(baseline.score(baseline.fit(training, options), rows)).toEqual(scores);
    const part = { ...rows, count: 21, values: rows.values.subarray(30 * 7, 51 * 7) };
    expect(baseline.score(fitted, part)).toEqual(scores.slice(30, 51));
    expect(baseline.score(throughFile(fitted), rows)).toEqual(scores);
  });
  it('takes one row, rows that are all the same, more components than columns, and no rows to score', () => {
    for (const training of [drawn(1, 3, 0, 1), { count: 40, width: 3, values: new Float32Array(120).fill(2) }]) {
      const fitted = baseline.fit(training, { seed: 1, components: 9 });
      const scores = baseline.score(fitted, together(training, drawn(4, 3, 1, 2)));
      expect(scores).toHaveLength(training.count + 4);
      expect(scores.every(Number.isFinite)).toBe(true);
      expect(throughFile(fitted)).toEqual(fitted);
      expect(baseline.score(fitted, { count: 0, width: 3, values: new Float32Array(0) })).toHaveLength(0);
    }
  });
  it('refuses to fit nothing, and rows of another width', () => {
    expect(() => baseline.fit({ count: 0, width: 3, values: new Float32Array(0) }, options)).toThrow('internal: nothing to fit');
    expect(() => baseline.fit({ count: 2, width: 3, values: new Float32Array(5) }, options)).toThrow('internal: 5 numbers');
    if (baseline.id === 'none') return;
    expect(() => baseline.score(fitted, drawn(2, 8, 0, 1))).toThrow('internal: fitted on rows of 7 numbers, and asked about rows of 8');
    expect(() => baseline.score({}, rows)).toThrow('internal: what was fitted has no tensor');
  });
});
