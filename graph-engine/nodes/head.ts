/** A linear head: the weights and the product of a Dense layer without activation that belongs to a node. */
import { sizeOf, type Shape } from '../document/shape';
import type { WeightSpec } from '../layers/definition';
import type { Builder, Tensor } from '../program/builder';

export function headWeights(name: string, input: Shape, units: number): readonly WeightSpec[] {
  const size = sizeOf(input);
  return [
    { name: `${name}.kernel`, shape: [size, units], init: { kind: 'glorotUniform', fanIn: size, fanOut: units } },
    { name: `${name}.bias`, shape: [units], init: { kind: 'zeros' } },
  ];
}

/** [batch, ...input] → [batch, units] */
export function applyHead({ b, weight }: { readonly b: Builder; weight(name: string): Tensor }, name: string, x: Tensor): Tensor {
  return b.add(b.matMul(b.flatten(x), weight(`${name}.kernel`)), weight(`${name}.bias`));
}
