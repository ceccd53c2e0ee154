/** One-click cures, as document commands. */
import type { Fix } from '../diagnostics/types';
import type { LayerId, NodeId, ParamValue, PortRef, Position, WireId } from '../document/types';
import type { LayerSketch } from '../layers/definition';

export const fixes = {
  setParam: (label: string, node: NodeId, field: string, value: ParamValue): Fix => ({ label, command: 'setParam', args: { nodes: [node], field, value } }),
  setLayerParam: (label: string, node: NodeId, layer: LayerId, field: string, value: ParamValue): Fix => ({
    label,
    command: 'setLayerParam',
    args: { node, layer, field, value },
  }),
  addLayer: (label: string, node: NodeId, { kind, params }: LayerSketch, index?: number): Fix => ({
    label,
    command: 'addLayer',
    args: { node, kind, params, ...(index === undefined ? {} : { index }) },
  }),
  removeLayers: (label: string, node: NodeId, layers: readonly LayerId[]): Fix => ({ label, command: 'removeLayer', args: { node, layers } }),
  thaw: (label: string, nodes: readonly NodeId[]): Fix => ({ label, command: 'setFrozen', args: { nodes, frozen: false } }),
  shareNothing: (node: NodeId): Fix => ({ label: 'Share no weights', command: 'setShared', args: { node, target: null } }),
  addNode: (label: string, kind: string, position: Position): Fix => ({ label, command: 'addNode', args: { kind, position } }),
  connect: (label: string, from: PortRef, to: PortRef): Fix => ({ label, command: 'connect', args: { from, to } }),
  disconnect: (label: string, wires: readonly WireId[]): Fix => ({ label, command: 'disconnect', args: { wires } }),
  removeNodes: (label: string, nodes: readonly NodeId[]): Fix => ({ label, command: 'removeNodes', args: { nodes } }),
};
