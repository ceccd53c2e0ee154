/** One-click cures, as document commands. */
import type { Fix } from '../diagnostics/types';
import type { GraphNode, LayerId, NodeId, Params, ParamValue, PlayerId, PortRef, Position, WireId } from '../document/types';
import type { LayerSketch } from '../layers/definition';

export interface NewNode {
  readonly kind: string;
  readonly position: Position;
  readonly id?: NodeId;
  readonly params?: Params;
  readonly layers?: readonly LayerSketch[];
}

const one = (label: string, name: string, args: unknown): Fix => ({ label, edits: [{ name, args }] });

export const fixes = {
  setParam: (label: string, node: NodeId, field: string, value: ParamValue): Fix => one(label, 'setParam', { nodes: [node], field, value }),
  setLayerParam: (label: string, node: NodeId, layer: LayerId, field: string, value: ParamValue): Fix => one(label, 'setLayerParam', { node, layer, field, value }),
  setTraining: (label: string, change: Readonly<Record<string, number>>): Fix => one(label, 'setTraining', change),
  addLayer: (label: string, node: NodeId, { kind, params }: LayerSketch, index?: number): Fix =>
    one(label, 'addLayer', { node, kind, params, ...(index === undefined ? {} : { index }) }),
  removeLayers: (label: string, node: NodeId, layers: readonly LayerId[]): Fix => one(label, 'removeLayer', { node, layers }),
  thaw: (label: string, nodes: readonly NodeId[]): Fix => one(label, 'setFrozen', { nodes, frozen: false }),
  give: (label: string, nodes: readonly NodeId[], player: PlayerId): Fix => one(label, 'setNodePlayer', { nodes, player }),
  addPlayer: (label: string, name: string): Fix => one(label, 'addPlayer', { set: { name } }),
  shareNothing: (node: NodeId): Fix => one('Share no weights', 'setShared', { node, target: null }),
  addNode: (label: string, node: NewNode): Fix => one(label, 'addNode', node),
  /** Puts a new node into the middle of a wire. */
  insertOnWire: (label: string, wire: WireId, node: NewNode): Fix => one(label, 'insertOnWire', { wire, node }),
  connect: (label: string, from: PortRef, to: PortRef): Fix => one(label, 'connect', { from, to }),
  /** Moves an end of a wire. */
  reconnect: (label: string, wire: WireId, end: { readonly from: PortRef } | { readonly to: PortRef }): Fix => one(label, 'reconnect', { wire, ...end }),
  disconnect: (label: string, wires: readonly WireId[]): Fix => one(label, 'disconnect', { wires }),
  removeNodes: (label: string, nodes: readonly NodeId[]): Fix => one(label, 'removeNodes', { nodes }),
  /** In place of a mirror, `layers` of the node's own; what it had of its own before comes back as it was. `field` names what it mirrors. */
  ownStack: (label: string, node: GraphNode, field: string, layers: readonly LayerSketch[]): Fix => {
    const sketches = Object.keys(node.layers).length > 0 ? [] : layers;
    return fixes.several(label, [fixes.setParam(label, node.id, field, null), ...sketches.map((sketch) => fixes.addLayer(label, node.id, sketch))]);
  },
  /** Several of them as one. */
  several: (label: string, parts: readonly Fix[]): Fix => ({ label, edits: parts.flatMap(({ edits }) => edits) }),
};
