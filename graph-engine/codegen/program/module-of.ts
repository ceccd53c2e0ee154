/** Which module of a project runs a node. */
import { readParams } from '../../document/fields';
import type { GraphNode, HourglassDocument, NodeId } from '../../document/types';
import { layerOf } from '../../layers/registry';
import { nodeOf } from '../../nodes/registry';
import { weightOwner } from '../../program/lower';

/** What a node computes, without its weights. */
function settingsOf({ kind, params, layers }: GraphNode): string {
  const stack = Object.values(layers).sort((a, b) => a.order - b.order);
  return JSON.stringify([readParams(nodeOf(kind)?.fields ?? {}, params), stack.map((layer) => [layer.kind, readParams(layerOf(layer.kind)?.fields ?? {}, layer.params)])]);
}

const known = new WeakMap<HourglassDocument['nodes'], Map<NodeId, NodeId>>();

/** That of the node whose weights it has, where both compute the same with them; else one of its own, with the other's weights. */
export function moduleOf(document: HourglassDocument, id: NodeId): NodeId {
  const found = known.get(document.nodes) ?? new Map<NodeId, NodeId>();
  known.set(document.nodes, found);
  const before = found.get(id);
  if (before !== undefined) return before;
  const [node, owner] = [document.nodes[id]!, weightOwner(document, id)];
  const module = owner === node || settingsOf(owner) === settingsOf(node) ? owner.id : id;
  found.set(id, module);
  return module;
}
