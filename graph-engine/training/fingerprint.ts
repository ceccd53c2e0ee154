/** What weights depend on: everything a program is lowered from, and nothing that is only drawn. */
import { activeDocument } from '../analysis/active';
import { layersOf, type HourglassDocument } from '../document/types';
import { textFingerprint } from './data-fingerprint';

/** Two documents with equal fingerprints have the same parameters and compute the same; positions, names and training settings do not count. */
export function modelFingerprint(document: HourglassDocument): string {
  const active = activeDocument(document);
  const nodes = Object.values(active.nodes)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((node) => [node.id, node.kind, sorted(node.params), layersOf(node).map((layer) => [layer.id, layer.kind, sorted(layer.params)]), node.sharesWith]);
  const wires = Object.values(active.wires)
    .map(({ from, to }) => `${from.node}.${from.port}>${to.node}.${to.port}`)
    .sort();
  return JSON.stringify([nodes, wires]);
}
const sorted = (params: Readonly<Record<string, unknown>>): unknown => Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1));

/** Eight hexadecimal digits over what a run comes from: the model, and how it is trained. */
export const runFingerprint = (document: HourglassDocument): string => textFingerprint(JSON.stringify([modelFingerprint(document), document.training]));
