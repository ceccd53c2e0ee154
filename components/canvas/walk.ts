/** Steps from node to node by key: along the wires, or to the next one on the canvas in reading order. */
import type { HourglassDocument, NodeId } from '@/graph-engine/document/types';

export type Step = 'upstream' | 'downstream' | 'previous' | 'next';

const readingOrder = (document: HourglassDocument): readonly NodeId[] =>
  Object.values(document.nodes)
    .sort((a, b) => a.position.x - b.position.x || a.position.y - b.position.y || (a.id < b.id ? -1 : 1))
    .map((node) => node.id);

/** The node that a step from `from` leads to; null when there is none. Without a start, the first node. */
export function walk(document: HourglassDocument, from: NodeId | null, step: Step): NodeId | null {
  const order = readingOrder(document);
  if (from === null || !document.nodes[from]) return order[0] ?? null;
  if (step === 'previous' || step === 'next') {
    const at = order.indexOf(from) + (step === 'next' ? 1 : -1);
    return order[(at + order.length) % order.length] ?? null;
  }
  const wires = Object.values(document.wires);
  const found = new Set(
    step === 'downstream'
      ? wires.filter((wire) => wire.from.node === from).map((wire) => wire.to.node)
      : wires.filter((wire) => wire.to.node === from).map((wire) => wire.from.node),
  );
  return order.find((id) => id !== from && found.has(id)) ?? null;
}
