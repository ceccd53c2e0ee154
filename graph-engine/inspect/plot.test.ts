import { expect, it } from 'vitest';
import { plotOf, type PlotCurve } from './plot';

const size = { width: 400, height: 200 };
const falling: PlotCurve = { key: 'loss', points: Array.from({ length: 2000 }, (_, step) => [step, step < 20 ? 5000 : 10 + 90 * Math.exp(-step / 200)]) };
const last = (d: string): readonly number[] => d.slice(d.lastIndexOf('L') + 1).split(' ').map(Number);

it('fills the height with the bulk of a curve, says what it cuts off, and draws no more points than can be seen', () => {
  const { paths, cut, bottom, top, right } = plotOf([falling], [], size);
  expect(cut).toBe(5000);
  const [x, y] = last(paths[0]!.d) as [number, number];
  expect(x).toBeCloseTo(right, 0);
  expect(y).toBeLessThan(bottom);
  expect(y).toBeGreaterThan(bottom - 0.25 * (bottom - top));
  expect(paths[0]!.d.split('L').length).toBeLessThan(size.width / 2);
});
it('takes a level in that is near, and leaves out one that would flatten the curves', () => {
  const { levels } = plotOf([{ key: 'a', points: [[0, 10], [10, 5]] }], [{ name: 'PCA', value: 12 }, { name: 'mean', value: 1000 }], size);
  expect(levels.map(({ name }) => name)).toEqual(['PCA']);
});
it.each([0.001, 0.4, 190_000, 1.1e6])('marks places as far apart as their numbers say, up to %s', (most) => {
  const { y } = plotOf([{ key: 'a', points: [[0, most], [10, 0]] }], [], size);
  expect(y.length).toBeGreaterThan(2);
  const perUnit = y.slice(1).map((tick, i) => (y[i]!.at - tick.at) / (Number(tick.text.replaceAll('−', '-')) - Number(y[i]!.text.replaceAll('−', '-'))));
  for (const one of perUnit) expect(one / perUnit[0]!).toBeCloseTo(1, 1);
});
it('marks round numbers, and stands a curve of one point, or of none', () => {
  const { x, y } = plotOf([{ key: 'a', points: [[0, 0.013], [840, 0.002]] }], [], size);
  expect(x.map(({ text }) => text)).toEqual(['0', '200', '400', '600', '800']);
  expect(y.map(({ text }) => text)).toEqual(expect.arrayContaining(['0', '0.005', '0.01']));
  for (const points of [[], [[3, 7]], [[0, NaN], [1, Infinity]]] as const) {
    const { paths } = plotOf([{ key: 'a', points }], [], size);
    expect(paths[0]!.d).not.toMatch(/NaN|Infinity/);
  }
});
it('marks whole steps only, of runs however short', () => {
  for (const last of [1, 2, 4, 13, 14, 15, 343]) {
    const { x } = plotOf([{ key: 'a', points: [[0, 2], [last, 1]] }], [], size);
    expect(x.length, String(last)).toBeGreaterThan(1);
    for (const { text } of x) expect(text, String(last)).toMatch(/^\d+$/);
  }
});
