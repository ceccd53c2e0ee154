/** Functions that the builder itself offers, or several parts of a program have in common. */
import type { Builder, Tensor } from '../program/builder';
import { defineFunction } from './define-function';

export const straightThrough = defineFunction(
  { name: 'straightThrough', help: 'The value of `forward`, with the derivative of `backward`', source: 'Bengio, Léonard & Courville 2013' },
  ['forward', 'backward'],
  (b, forward: Tensor, backward: Tensor) => b.add(backward, b.stopGradient(b.sub(forward, backward))),
);

export const select = defineFunction(
  { name: 'select', help: 'Takes `x` where `mask` is 1, and `y` where it is 0.' },
  ['mask', 'x', 'y'],
  (b, mask: Tensor, x: Tensor | number, y: Tensor | number) => b.add(b.mul(mask, x), b.mul(b.sub(1, mask), y)),
);

/** 0, 1, …, n − 1: [n] */
export function count(b: Builder, n: number): Tensor {
  let numbers = b.constant(0, [1]);
  for (let size = 1; size < n; size *= 2) numbers = b.concat([numbers, b.add(numbers, size)], 0);
  const result = b.slice(numbers, [0], [n]);
  b.calls.push({ kind: 'range', result: result.id });
  return result;
}
