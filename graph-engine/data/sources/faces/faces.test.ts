import { expect, it } from 'vitest';
import { Random } from '../../../random/counter';
import type { MemoryTable } from '../../table';
import type { LoadOptions } from '../definition';
import { faces } from '../faces';
import { oddFaces } from '../odd-faces';
import { Painter } from '../strokes/painter';
import { drawFaces } from './draw-faces';
import { drawOddFaces } from './draw-odd-faces';
import { drawFace, FACTORS, type Face } from './face';
import { paintFace, SIZE } from './paint-face';

const AREA = SIZE * SIZE;
const painted = (face: Face): Float32Array => {
  const painter = new Painter(SIZE, SIZE);
  paintFace(painter, face);
  return painter.grey;
};
const difference = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / AREA;

it.each([
  ['faces', (options: LoadOptions) => drawFaces(faces, options)],
  ['odd faces', (options: LoadOptions) => drawOddFaces(oddFaces, options)],
] as const)('%s repeat from the same seed, whatever their number, and no two are alike', (_, draw) => {
  const few = draw({ seed: 4, count: 200 });
  const bytes = ({ values }: { readonly values: MemoryTable['values'] }): Buffer => Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  const more = bytes(draw({ seed: 4, count: 250 })).subarray(0, few.values.byteLength);
  expect(more.equals(bytes(few))).toBe(true);
  expect(bytes(draw({ seed: 5, count: 200 })).equals(bytes(few))).toBe(false);
  expect(new Set(Array.from({ length: 200 }, (_unused, i) => bytes({ values: few.values.subarray(i * AREA, (i + 1) * AREA) }).toString('latin1'))).size).toBe(200);
});

it('keeps what is known of each face, drawn independently', () => {
  const { factors, labels, count } = drawFaces(faces, { seed: 1, count: 2000 });
  expect(factors!.names).toEqual(FACTORS);
  const width = FACTORS.length;
  const column = (place: number): number[] => Array.from({ length: count }, (_, i) => factors!.values[i * width + place]!);
  expect(column(0)).toEqual([...labels!]);
  for (let a = 0; a < width; a++) for (let b = 0; b < a; b++) expect(Math.abs(correlation(column(a), column(b))), `${FACTORS[a]} and ${FACTORS[b]}`).toBeLessThan(0.09);
});

it('shows every factor in the picture, and little of it in a small change', () => {
  const ends = { glasses: [false, true], hair: [1, 3], smile: [-1, 1], age: [0.1, 1], turn: [-0.5, 0.5], tilt: [-0.2, 0.2], light: [-1, 1] } as const;
  const near = { smile: [0, 0.05], age: [0.5, 0.52], turn: [0, 0.02], tilt: [0, 0.02], light: [0, 0.05] } as const;
  for (let item = 0; item < 20; item++) {
    const face = drawFace(new Random(7, item), false);
    const apart = (factor: string, [one, other]: readonly (number | boolean)[]): number => difference(painted({ ...face, [factor]: one }), painted({ ...face, [factor]: other }));
    for (const [factor, values] of Object.entries(ends)) expect(apart(factor, values), factor).toBeGreaterThan(0.006);
    for (const [factor, values] of Object.entries(near)) expect(apart(factor, values), factor).toBeLessThan(0.012);
  }
});

it('has the light on the side that it comes from', () => {
  for (let item = 0; item < 20; item++) {
    const face = { ...drawFace(new Random(8, item), false), turn: 0, tilt: 0, hair: 0 };
    const sides = [-1, 1].map((light) => painted({ ...face, light }).reduce((sum, value, i) => sum + (i % SIZE < SIZE / 2 ? -value : value), 0));
    expect(sides[0]).toBeLessThan(-5);
    expect(sides[1]).toBeGreaterThan(5);
  }
});

it('has ten odd pictures of a hundred, of every kind, and says which', () => {
  const { labels, factors } = drawOddFaces(oddFaces, { seed: 2, count: 2000 });
  const counts = oddFaces.labelNames.map((_, label) => labels!.filter((found) => found === label).length);
  expect(counts[0]! / 2000).toBeGreaterThan(0.88);
  expect(counts[0]! / 2000).toBeLessThan(0.92);
  expect(Math.min(...counts)).toBeGreaterThan(20);
  expect(factors).toBeNull();
});

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  const covariance = (x: readonly number[], mx: number, y: readonly number[], my: number): number => mean(x.map((value, i) => (value - mx) * (y[i]! - my)));
  return covariance(a, ma, b, mb) / Math.sqrt(covariance(a, ma, a, ma) * covariance(b, mb, b, mb));
}
