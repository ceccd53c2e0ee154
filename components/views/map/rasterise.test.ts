import { expect, test } from 'vitest';
import { packed, rasterise } from './rasterise';

const width = 40;
const height = 30;
const raster = { pixels: new Uint32Array(width * height), width, height };
const at = (x: number, y: number): number => raster.pixels[y * width + x]!;
const red = packed('#ff0000');
const blue = packed('#0000ff');
const view = { scale: 1, left: 0, top: height };

test('a disc is round, whole in the middle and fading at its rim', () => {
  expect(rasterise(raster, { points: new Float32Array([20, 15]), colors: Uint32Array.of(red), radius: 3, ...view })).toBe(1);
  expect([at(20, 15), at(22, 15), at(20, 13)]).toEqual([red, red, red]);
  const rim = at(23, 15) >>> 24;
  expect(rim).toBeGreaterThan(0);
  expect(rim).toBeLessThan(255);
  expect([at(23, 18), at(25, 15), at(0, 0)]).toEqual([0, 0, 0]);
  for (const [dx, dy] of [[3, 1], [1, 3], [2, 2]] as const) expect(at(20 + dx, 15 + dy)).toBe(at(20 - dx, 15 - dy));
});
test('the later lies over the earlier, a colour of 0 is left out, and what lies beyond the pane draws nothing', () => {
  rasterise(raster, { points: new Float32Array([20, 15, 20, 15, 20, 15]), colors: Uint32Array.of(blue, red, 0), radius: 2, ...view });
  expect(at(20, 15)).toBe(red);
  for (const place of [[-50, 3], [4000, 4], [10, -1], [Number.NaN, 5], [0, 0]]) expect(rasterise(raster, { points: Float32Array.from(place), colors: Uint32Array.of(red), radius: 3, ...view })).toBe(0);
  expect(raster.pixels.every((pixel) => pixel === 0)).toBe(true);
});
test('colours are packed for the pixels of a canvas, alone and over a ground', () => {
  expect(packed('#4e79a7')).toBe(0xffa7794e);
  expect(packed('#ffffff', '#000000', 0.5)).toBe(0xff808080);
});
