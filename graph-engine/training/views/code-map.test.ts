/** The map of codes of many numbers does not turn over while the codes move little. */
import { expect, it } from 'vitest';
import { mapOf, project } from './code-map';

/** 40 codes of three numbers, mostly along `direction`. */
const along = (direction: readonly number[]): Float32Array => Float32Array.from({ length: 120 }, (_, at) => (Math.floor(at / 3) - 19.5) * direction[at % 3]! + (at % 3 === 2 ? Math.sin(at) : 0));

it('points as the map before did, where the largest entry of a component changes sides', async () => {
  const [first, later] = [along([1, -0.9, 0]), along([0.9, -1, 0])];
  const before = await mapOf(3, () => first);
  const xs = (codes: Float32Array, { plane }: typeof before): readonly number[] => [...project(codes, plane)].filter((_, at) => at % 2 === 0);
  const [then, alone, now] = [xs(first, before), xs(later, await mapOf(3, () => later)), xs(later, await mapOf(3, () => later, before.plane))];
  expect(Math.sign(alone[0]!), 'by itself it would be mirrored').toBe(-Math.sign(then[0]!));
  expect(now.map(Math.sign)).toEqual(then.map(Math.sign));
  // Codes of another size have another map.
  const wide = Float32Array.from({ length: 80 }, (_, at) => Math.cos(at * at));
  expect((await mapOf(4, () => wide, before.plane)).plane).toEqual((await mapOf(4, () => wide)).plane);
});
