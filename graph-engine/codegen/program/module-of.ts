/** Which module of a project runs a node. */
import { readParams } from '../../document/fields';
import { layersOf, type GraphNode, type HourglassDocument, type LayerInstance, type NodeId } from '../../document/types';
import { layerOf } from '../../layers/registry';
import { nodeOf } from '../../nodes/registry';
import { weightOwner } from '../../program/lower';

/** What a layer computes, without its weights. */
export const layerSettings = ({ kind, params }: Pick<LayerInstance, 'kind' | 'params'>): string => JSON.stringify([kind, readParams(layerOf(kind)?.fields ?? {}, params)]);
/** The same of a node. */
const settingsOf = (node: GraphNode): string => JSON.stringify([readParams(nodeOf(node.kind)?.fields ?? {}, node.params), layersOf(node).map(layerSettings)]);

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
