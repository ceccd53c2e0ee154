/** Tells whether two documents are the same model: what the weights depend on, without names, places and notes. */
import { activeDocument } from '@/graph-engine/analysis/active';
import { layersOf, type HourglassDocument } from '@/graph-engine/document/types';

/** Equal keys: the trained weights still belong to what is drawn. */
export function modelKey(document: HourglassDocument): string {
  const active = activeDocument(document);
  const nodes = Object.values(active.nodes)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, kind, params, sharesWith, frozen, ...node }) => [id, kind, params, sharesWith, frozen, layersOf({ ...node, id, kind, params, sharesWith, frozen }).map((layer) => [layer.id, layer.kind, layer.params])]);
  const wires = Object.values(active.wires)
    .map(({ from, to }) => `${from.node}.${from.port}>${to.node}.${to.port}`)
    .sort();
  return JSON.stringify([document.id, nodes, wires]);
}

/** Equal keys: a session of one trains as the other asks. */
export function sessionKey(document: HourglassDocument): string {
  const { nodes, training } = activeDocument(document);
  const owners = Object.values(nodes).map(({ id, player }) => [id, player]);
  return `${modelKey(document)} ${JSON.stringify([training, owners.sort()])}`;
}
