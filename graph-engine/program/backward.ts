/** Derives the backward pass on the program itself: reverse-mode differentiation, one rule per operation. */
import type { Builder, Tensor } from './builder';
import { opOf } from './ops';
import { Partial } from './partials';

/**
 * Appends to `b` the derivatives of the scalar `loss` with respect to each of `wrt` (zeros where it does not depend).
 * The operations written are ordinary ones, so the result can be derived again.
 * @throws `internal:` when `loss` is not a scalar.
 */
export function derive(b: Builder, loss: Tensor, wrt: readonly Tensor[]): Tensor[] {
  if (loss.shape.length !== 0 || loss.dtype !== 'float32') throw new Error(`internal: derivative of a tensor of ${loss.dtype} [${loss.shape}]`);
  const forward = b.ops.slice();
  for (const { dtype } of wrt) if (dtype !== 'float32') throw new Error(`internal: derivative with respect to ${dtype}`);
  const active = new Set(wrt.map((tensor) => tensor.id));
  for (const op of forward) {
    if (opOf(op.kind).backward !== 'zero' && op.inputs.some((id) => active.has(id))) active.add(op.output);
  }
  const partials = new Map<number, Partial>();
  const partialOf = (id: number): Partial => {
    const partial = partials.get(id) ?? new Partial(b, b.values[id]!.shape);
    partials.set(id, partial);
    return partial;
  };
  partialOf(loss.id).add(b.constant(1));
  const [origin, phase] = [b.origin, b.phase];
  if (phase === 'forward') b.phase = 'backward';
  for (const op of forward.reverse()) {
    const partial = partials.get(op.output);
    const { backward } = opOf(op.kind);
    if (!partial || !active.has(op.output) || backward === 'zero') continue;
    b.origin = op.origin;
    const dy = partial.total();
    const tensorOf = (id: number): Tensor => b.values[id]!;
    const needs = op.inputs.map((id) => active.has(id));
    const derivatives = backward({ b, inputs: op.inputs.map(tensorOf), output: tensorOf(op.output), dy, attrs: op.attrs, needs });
    op.inputs.forEach((id, i) => {
      const derivative = derivatives[i];
      if (!needs[i] || !derivative) return;
      if ('begin' in derivative) partialOf(id).addPart(derivative);
      else partialOf(id).add(derivative);
    });
  }
  const results = wrt.map((tensor) => partials.get(tensor.id)?.total() ?? b.zerosLike(tensor));
  b.origin = origin;
  b.phase = phase;
  return results;
}
