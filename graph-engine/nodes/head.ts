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
  const kernel = weight(`${name}.kernel`);
  const product = b.matMul(b.flatten(x), kernel);
  const bias = weight(`${name}.bias`);
  const result = b.add(product, bias);
  b.calls.push({ kind: 'head', node: b.origin?.node ?? '', kernel: kernel.id, bias: bias.id, input: x.id, result: result.id });
  return result;
}
