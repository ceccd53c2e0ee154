/** Named functions that the builder itself offers. */
import type { Tensor } from '../program/builder';
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
