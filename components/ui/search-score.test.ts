import { expect, test } from 'vitest';
import { searchScore } from './search-score';

test('a name is found by its letters, a description by its words alone', () => {
  expect(searchScore('Flatten flatten', 'Flatten', ['Lays all values out in one row.'])).toBeGreaterThan(0.9);
  expect(searchScore('Conv2D conv2d', 'cv2', [])).toBeGreaterThan(0);
  expect(searchScore('Dense dense', 'weighted', ['Every unit is a weighted sum of all inputs.'])).toBeGreaterThan(0);
  expect(searchScore('Dense dense', 'Flatten', ['Every unit is a weighted sum of all inputs, then the activation: for later layers that flatten nothing.'.replace('flatten', 'flat and ten')])).toBe(0);
});
