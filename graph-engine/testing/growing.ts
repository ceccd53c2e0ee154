/** A program for targets whose sizes follow the batch. */
import { Builder } from '../program/builder';
import type { ValueId } from '../program/types';

/** Every way in which a size, or a number, follows the batch; numbers that stand before tensors, and functions of both. */
export function growing(batch: number): { readonly b: Builder; readonly results: readonly ValueId[] } {
  const b = new Builder();
  const x = b.data('x', [batch, 4]);
  const indices = b.toInt(b.reshape(b.slice(x, [0, 0], [batch, 1]), [batch]));
  const pairs = b.reshape(b.broadcastTo(b.reshape(x, [batch, 1, 4]), [batch, batch, 4]), [batch * batch, 4]);
  const results = [
    b.mean(x, [0]),
    b.mul(b.constant(2.5, [batch, 3]), (batch - 1) / 2),
    b.slice(b.concat([x, x], 0), [batch, 1], [batch, 2]),
    b.slice(x, [batch - 1, 0], [1, 4]),
    b.pad(x, [0, batch + 1, 1, 0]),
    b.sum(b.reshape(pairs, [batch, batch * 4])),
    b.emit('segmentSum', [x, indices], { segments: batch + 2 }),
    b.oneHot(indices, batch),
    b.sub(1, x),
    b.div(-2, b.add(b.square(x), 1)),
    b.sub(-0.5, b.sum(x)),
    b.exp(b.constant(-1)),
    b.select(b.step(x), x, 0.25),
    b.select(b.step(x), 0.25, b.neg(x)),
    // Repeated axes with others between them.
    b.mul(b.reshape(x, [batch, 1, 4, 1]), b.reshape(x, [1, batch, 1, 4])),
  ];
  return { b, results: results.map(({ id }) => id) };
}
