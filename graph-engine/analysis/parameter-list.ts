/** The parameters of a drawing by their names in weights.safetensors, with what they are called for people. */
import { readParams } from '../document/fields';
import type { HourglassDocument } from '../document/types';
import { layerOf } from '../layers/registry';
import type { WeightSpec } from '../layers/definition';
import type { Analysis } from './types';

export interface ListedParameter {
  readonly name: string;
  /** `Encoder, layer 2 (Dense), kernel` */
  readonly label: string;
  readonly shape: readonly number[];
}

/** Of nodes that hold weights of their own, in the order in which values pass them. */
export function parametersOf({ nodes }: HourglassDocument, { order, nodes: analysed }: Analysis): readonly ListedParameter[] {
  return order.flatMap((id): ListedParameter[] => {
    const [node, analysis] = [nodes[id]!, analysed[id]];
    if (!analysis || node.sharesWith) return [];
    const named = (path: string, label: string) => ({ name, shape }: WeightSpec): ListedParameter => ({ name: `${path}/${name}`, label: `${label}, ${name.replaceAll('.', ' ')}`, shape });
    const stack = (analysis.stack?.layers ?? []).flatMap(({ id: layerId, kind, params, input }, index) => {
      const layer = layerOf(kind);
      if (!layer) return [];
      return layer.weights(readParams(layer.fields, params), input).map(named(`${id}/${layerId}`, `${node.name}, layer ${index + 1} (${layer.title})`));
    });
    return [...stack, ...analysis.weights.map(named(id, node.name))];
  });
}
