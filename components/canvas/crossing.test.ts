import { expect, it } from 'vitest';
import { cross } from './crossing';

const line = (...numbers: readonly number[]) => Array.from({ length: numbers.length / 2 }, (_, i) => ({ x: numbers[2 * i]!, y: numbers[2 * i + 1]! }));

it.each([
  [line(0, 0, 10, 10), line(0, 10, 10, 0), true],
  [line(0, 0, 10, 0), line(5, 0, 5, 9), true],
  [line(0, 0, 10, 0), line(11, -5, 11, 5), false],
  [line(0, 0, 10, 0), line(0, 1, 10, 1), false],
  [line(0, 0, 10, 0), line(4, 0, 20, 0), true],
  [line(0, 0, 10, 0), line(11, 0, 20, 0), false],
  [line(0, 0, 5, 5, 10, 0), line(0, 4, 10, 4), true],
  [line(0, 0, 5, 5, 10, 0), line(0, 6, 10, 6), false],
])('%j and %j: %s', (a, b, crosses) => expect(cross(a, b)).toBe(crosses));
