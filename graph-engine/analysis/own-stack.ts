/** Cures that edit a node's own stack, or give it one in place of a mirror. */
import type { Fix } from '../diagnostics/types';
import type { Shape } from '../document/shape';
import { layersOf, type GraphNode } from '../document/types';
import type { StackShapes } from '../nodes/definition';
import { fixes } from '../nodes/fixes';
import { mirrorField } from '../nodes/mirror-field';
import { refits, refitted, type Refit } from './refit';

export const refitFix = (node: GraphNode, { label, set, add }: Refit, index?: number): Fix =>
  fixes.several(label, [
    ...set.flatMap(({ layer, params }) => Object.entries(params).map(([name, value]) => fixes.setLayerParam(label, node.id, layer, name, value))),
    ...add.map((sketch, i) => fixes.addLayer(label, node.id, sketch, index === undefined ? undefined : index + i)),
  ]);

/** Edits after which a node whose stack runs as `stack` gives `expected`. A mirror becomes a stack of its own that is the same otherwise. */
export function stackCures(node: GraphNode, stack: StackShapes, given: Shape, expected: Shape): readonly Fix[] {
  const from = stack.layers[0]?.input ?? given;
  const plans = refits(stack.layers, from, expected);
  const field = mirrorField(node);
  if (!field) return plans.map((plan) => refitFix(node, plan));
  if (layersOf(node).length > 0) return [];
  return plans.map((plan) => fixes.ownStack(`Give ${node.name} a stack of its own: ${plan.label.charAt(0).toLowerCase()}${plan.label.slice(1)}`, node, field, refitted(stack.layers, plan).map(({ kind, params }) => ({ kind, params }))));
}
