import { expect, it } from 'vitest';
import { patterns } from './patterns';
import { sprites } from './sprites';
import { drawSprites } from './strokes/draw-sprites';

it('patterns are distinct, binary, and repeat in order', () => {
  const table = patterns.generate({ seed: 1, count: 0 });
  const item = (i: number) => table.values.subarray(i * 9, i * 9 + 9).join('');
  const kinds = patterns.classes;
  expect(table.count).toBe(600);
  expect(new Set(Array.from({ length: kinds }, (_, i) => item(i))).size).toBe(kinds);
  expect(table.values.every((value) => value === 0 || value === 1)).toBe(true);
  expect(item(kinds + 3)).toBe(item(3));
  expect(table.labels![kinds + 3]).toBe(3);
  expect(table.labelNames).toHaveLength(kinds);
  expect(item(10)).toBe('111101111');
});

it('sprites repeat from the same seed and carry their factors', () => {
  const table = drawSprites(sprites, { seed: 3, count: 300 });
  expect(drawSprites(sprites, { seed: 3, count: 600 }).values.slice(0, table.values.length)).toEqual(table.values);
  expect(drawSprites(sprites, { seed: 4, count: 300 }).values).not.toEqual(table.values);
  expect(table.factors!.names).toEqual(['shape', 'scale', 'rotation', 'x', 'y']);
  for (let i = 0; i < table.count; i++) expect(table.factors!.values[i * 5]).toBe(table.labels![i]);
  expect([...new Set(table.labels)].toSorted()).toEqual([0, 1, 2]);
});

it('a sprite has the place and the size that its factors say, and never leaves the canvas', () => {
  const table = drawSprites(sprites, { seed: 8, count: 600 });
  for (let i = 0; i < table.count; i++) {
    const [shape, scale, , x, y] = table.factors!.values.subarray(i * 5, i * 5 + 5);
    let [mass, sumX, sumY, frame] = [0, 0, 0, 0];
    for (let p = 0; p < 1024; p++) {
      const value = table.values[i * 1024 + p]! / 255;
      mass += value;
      sumX += value * ((p % 32) + 0.5);
      sumY += value * (Math.floor(p / 32) + 0.5);
      if (p % 32 === 0 || p % 32 === 31 || p < 32 || p >= 992) frame += value;
    }
    expect(frame).toBe(0);
    // A heart is heavier above: its place is the middle of its box.
    const across = shape === 2 ? 0.3 + 0.2 * 9 * scale! : 0.3;
    expect(Math.abs(sumX / mass - (10.54 + x! * 10.92))).toBeLessThan(across);
    expect(Math.abs(sumY / mass - (10.54 + y! * 10.92))).toBeLessThan(across);
    if (shape === 0) expect(Math.abs(mass - (1.6 * 9 * scale!) ** 2)).toBeLessThan(4);
    if (shape === 1) expect(Math.abs(mass - (Math.PI / 2) * (9 * scale!) ** 2)).toBeLessThan(4);
  }
});
