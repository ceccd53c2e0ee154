/** Random affine maps of images, one per item: what a network has to overlook when an image is moved, stretched, turned or slanted (Simard, Steinkraus & Platt 2003). */
import type { Builder, Tensor } from '../program/builder';
import { count } from '../functions/common';
import { defineFunction } from '../functions/define-function';

/** Float32 counts so far without gaps. */
const COUNTED = 2 ** 24;

/**
 * Each pixel p takes the value of the pixel nearest to (I + D) p + t, seen from the middle; outside lies 0. The entries of D [2, 2] are drawn from
 * ±distortion and those of t from ±shift pixels, uniformly. [batch, height, width, channels], unchanged in shape.
 */
export const randomAffine = defineFunction(
  { name: 'randomAffine', help: 'Moves, stretches, turns and slants each image at random by up to `shift` pixels and by up to `distortion` of its size; outside lies 0', source: 'Simard, Steinkraus & Platt 2003' },
  ['x', 'shift', 'distortion'],
  (b, x: Tensor, shift: Tensor | number, distortion: Tensor | number) => movedInParts(b, x, shift, distortion),
);
function movedInParts(b: Builder, x: Tensor, shift: Tensor | number, distortion: Tensor | number): Tensor {
  const [batch, height, width] = x.shape as readonly [number, number, number, number];
  const atOnce = Math.max(1, Math.floor(COUNTED / (height * width)));
  const parts = Array.from({ length: Math.ceil(batch / atOnce) }, (_, i) => moved(b, part(b, x, i * atOnce, Math.min(batch, (i + 1) * atOnce)), shift, distortion));
  return parts.length === 1 ? parts[0]! : b.concat(parts, 0);
}

function part(b: Builder, x: Tensor, from: number, to: number): Tensor {
  return to - from === x.shape[0] ? x : b.slice(x, x.shape.map((_, axis) => (axis === 0 ? from : 0)), [to - from, ...x.shape.slice(1)]);
}

const drawWithin = defineFunction({ name: 'drawWithin', help: 'Numbers from −reach to reach, one for each image.' }, ['x', 'reach'], (b, x: Tensor, reach: Tensor | number) =>
  b.mul(b.sub(b.mul(b.randomUniform([x.shape[0]!, 1, 1]), 2), 1), reach),
);

function moved(b: Builder, x: Tensor, shift: Tensor | number, distortion: Tensor | number): Tensor {
  const [batch, height, width, channels] = x.shape as readonly [number, number, number, number];
  const centred = (n: number, shape: readonly number[]) => b.reshape(b.sub(count(b, n), (n - 1) / 2), shape);
  const [column, row] = [b.name('column', centred(width, [1, 1, width])), b.name('row', centred(height, [1, height, 1]))];
  const draw = (reach: Tensor | number) => drawWithin(b, x, reach);
  const source = (along: Tensor, across: Tensor, n: number) => {
    const there = b.add(b.add(b.mul(along, b.add(draw(distortion), 1)), b.mul(across, draw(distortion))), draw(shift));
    return b.floor(b.add(there, n / 2));
  };
  const [u, v] = [b.name('fromColumn', source(column, row, width)), b.name('fromRow', source(row, column, height))];
  const inside = (at: Tensor, n: number) => b.mul(b.step(b.add(at, 0.5)), b.step(b.sub(n - 0.5, at)));
  const kept = (at: Tensor, n: number) => b.minimum(b.maximum(at, 0), n - 1);
  const first = b.name('firstPixel', b.reshape(b.mul(count(b, batch), height * width), [batch, 1, 1]));
  const index = b.name('index', b.toInt(b.add(b.add(b.mul(kept(v, height), width), kept(u, width)), first)));
  const pixels = b.name('pixels', b.gather(b.reshape(x, [batch * height * width, channels]), b.reshape(index, [batch * height * width])));
  return b.mul(b.reshape(pixels, x.shape), b.reshape(b.name('isInside', b.mul(inside(u, width), inside(v, height))), [batch, height, width, 1]));
}
