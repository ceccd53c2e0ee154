/** A layer that a language has no words for, as the program that it is: from its input and weights to what it gives. */
import type { Params } from '../../document/types';
import type { Shape } from '../../document/shape';
import type { LayerDefinition, Mode } from '../../layers/definition';
import { runLayer } from '../../layers/masks';
import { Builder, type Tensor } from '../../program/builder';
import type { ValueId } from '../../program/types';
import { grow, type Grown } from './growth';

export interface TracedLayer {
  readonly grown: Grown;
  readonly input: ValueId;
  readonly result: ValueId;
  /** Of a layer that is told of padding: the mask, and what is left of it. */
  readonly mask: ValueId | null;
  readonly maskAfter: ValueId | null;
  readonly weights: ReadonlyMap<string, ValueId>;
}

/** @throws `internal:` for a layer with moving statistics or a schedule, which each language has to have words for. */
export function traceLayer(definition: LayerDefinition, params: Params, input: Shape, mode: Mode, masked = false): TracedLayer {
  let traced: Omit<TracedLayer, 'grown'> | null = null;
  const specs = definition.weights(params as never, input);
  const grown = grow((batch) => {
    const b = new Builder();
    const x = b.data('x', [batch, ...input]);
    const mask = masked ? b.data('mask', [batch, input[0]!]) : null;
    const weights = new Map<string, Tensor>(specs.map(({ name, shape, init }) => [name, b.parameter(name, shape, init, { player: '', trainable: true, origin: { node: 'layer' } })]));
    const unknown = (what: string) => () => {
      throw new Error(`internal: the layer ${definition.kind} has ${what}, and needs words in each language`);
    };
    const { tensor: result, mask: maskAfter } = runLayer(definition, params, x, mask, { b, mode, weight: (name) => weights.get(name)!, update: unknown('moving statistics'), schedule: unknown('a schedule') as never });
    traced = { input: x.id, result: result.id, mask: mask?.id ?? null, maskAfter: maskAfter?.id ?? null, weights: new Map([...weights].map(([name, { id }]) => [name, id])) };
    return b;
  });
  return { grown, ...traced! };
}
