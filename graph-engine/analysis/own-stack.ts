/** Cures that edit a node's own stack, or give it one in place of a mirror. */
import type { Fix } from '../diagnostics/types';
import { asShapeParam, sizeOf, type Shape } from '../document/shape';
import { layersOf, type GraphNode } from '../document/types';
import type { LayerSketch } from '../layers/definition';
import type { StackShapes } from '../nodes/definition';
import { fixes } from '../nodes/fixes';
import { nodeOf } from '../nodes/registry';
import { refits, refitted, type Refit } from './refit';

/** The field that names the mirrored node, where the node mirrors one. */
export function mirrorField(node: GraphNode): string | null {
  const field = nodeOf(node.kind)?.traits.mirror;
  return field !== undefined && typeof node.params[field] === 'string' ? field : null;
}

export const refitFix = (node: GraphNode, { label, set, add }: Refit, index?: number): Fix =>
  fixes.several(label, [
    ...set.flatMap(({ layer, params }) => Object.entries(params).map(([name, value]) => fixes.setLayerParam(label, node.id, layer, name, value))),
    ...add.map((sketch, i) => fixes.addLayer(label, node.id, sketch, index === undefined ? undefined : index + i)),
  ]);

/** In place of a mirror, `layers` of its own; what it had of its own before comes back as it was. */
export function ownStack(label: string, node: GraphNode, layers: readonly LayerSketch[]): Fix {
  const sketches = layersOf(node).length > 0 ? [] : layers;
  const field = nodeOf(node.kind)!.traits.mirror!;
  return fixes.several(label, [fixes.setParam(label, node.id, field, null), ...sketches.map((sketch) => fixes.addLayer(label, node.id, sketch))]);
}

/** The shortest way from a code to data of `shape`. */
export function plainStack(from: Shape | null, shape: Shape | null): readonly LayerSketch[] {
  if (!shape) return [];
  const flat = from && from.length > 1 ? [{ kind: 'flatten', params: {} }] : [];
  const image = shape.length > 1 ? [{ kind: 'reshape', params: { shape: asShapeParam(shape) } }] : [];
  return [...flat, { kind: 'dense', params: { units: sizeOf(shape), activation: 'linear' } }, ...image];
}

/** Edits after which a node whose stack runs as `stack` gives `expected`. A mirror becomes a stack of its own that is the same otherwise. */
export function stackCures(node: GraphNode, stack: StackShapes, given: Shape, expected: Shape): readonly Fix[] {
  const from = stack.layers[0]?.input ?? given;
  const plans = refits(stack.layers, from, expected);
  if (!mirrorField(node)) return plans.map((plan) => refitFix(node, plan));
  if (layersOf(node).length > 0) return [];
  return plans.map((plan) => ownStack(`Give ${node.name} a stack of its own: ${plan.label.charAt(0).toLowerCase()}${plan.label.slice(1)}`, node, refitted(stack.layers, plan).map(({ kind, params }) => ({ kind, params }))));
}
