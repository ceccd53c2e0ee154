import { expect, test } from 'vitest';
import { contrastText, gridPixels, rangeOf, tileOf } from './draw-strip';

test('images and flat squares are tiles, other vectors are not', () => {
  expect(tileOf([28, 28, 1])).toEqual({ width: 28, height: 28, channels: 1 });
  expect(tileOf([8, 6, 3])).toEqual({ width: 6, height: 8, channels: 3 });
  expect(tileOf([9])).toEqual({ width: 3, height: 3, channels: 1 });
  expect(tileOf([784])).toEqual({ width: 28, height: 28, channels: 1 });
  expect(tileOf([2])).toBeNull();
  expect(tileOf([4])).toBeNull();
  expect(tileOf([7, 7, 16])).toBeNull();
});

test('a slight overshoot keeps black at 0 and white at 1', () => {
  expect(rangeOf(new Float32Array([-0.05, 0.3, 1.1]))).toEqual({ low: 0, high: 1 });
  expect(rangeOf(new Float32Array([-1, 1]))).toEqual({ low: -1, high: 1 });
  expect(rangeOf(new Float32Array([-3, 5]))).toEqual({ low: -3, high: 5, stretched: true });
  expect(rangeOf(new Float32Array([0, 1]), new Float32Array([0.5, 7]))).toEqual({ low: 0, high: 7, stretched: true });
  expect(rangeOf(new Float32Array([0, 1]), new Float32Array([0.5, 0.7]))).toEqual({ low: 0, high: 1 });
  expect(rangeOf(new Float32Array([Number.NaN]))).toEqual({ low: 0, high: 1 });
});

test('a picture that does not show its numbers at face value says so', () => {
  expect(contrastText(rangeOf(new Float32Array([-0.05, 1.1])))).toBeNull();
  expect(contrastText(rangeOf(new Float32Array([-1, 1])))).toBeNull();
  expect(contrastText(rangeOf(new Float32Array([-32768, 32767])))).toBe('Contrast stretched: −32,768 is black, 32,767 is white');
  expect(contrastText(rangeOf(new Float32Array([7, 7])))).toBe('Contrast stretched: 7 is black, 8 is white');
});

test('tiles stand side by side with transparent gaps', () => {
  const strip = { shape: [2, 2, 1], count: 2, values: new Float32Array([0, 1, 0.5, 0, 1, 1, 1, 1]) };
  const { data, width, height } = gridPixels(strip, { width: 2, height: 2, channels: 1 }, { columns: 2, rows: 1, gap: 1 }, { low: 0, high: 1 });
  expect([width, height]).toEqual([5, 2]);
  const grey = (x: number, y: number) => [data[(y * width + x) * 4], data[(y * width + x) * 4 + 3]];
  expect(grey(0, 0)).toEqual([0, 255]);
  expect(grey(1, 0)).toEqual([255, 255]);
  expect(grey(0, 1)).toEqual([128, 255]);
  expect(grey(2, 0)).toEqual([0, 0]);
  expect(grey(3, 0)).toEqual([255, 255]);
});
