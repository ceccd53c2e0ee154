/** The wires as adjacency, and an order in which every wire goes forward. */
import type { GraphNode, HourglassDocument, NodeId, Wire } from '../document/types';
import { nodeOf } from '../nodes/registry';

export interface Graph {
  /** Wires whose two nodes exist, by the node they end at, in a stable order. */
  readonly into: ReadonlyMap<NodeId, readonly Wire[]>;
  readonly outOf: ReadonlyMap<NodeId, readonly Wire[]>;
  /** The nodes that a node is computed from: at the other ends of its wires, and those it refers to. */
  readonly needs: ReadonlyMap<NodeId, readonly NodeId[]>;
  readonly order: readonly NodeId[];
  /** Nodes of a loop and what lies behind it, with the loop as a path of ids where the node is on one. */
  readonly cyclic: readonly NodeId[];
}

const has = (record: Readonly<Record<string, unknown>>, id: string): boolean => Object.hasOwn(record, id);

/** The nodes whose analysis this one needs besides its wires: the mirrored Encoder, the owner of its weights. */
export function references(node: GraphNode): NodeId[] {
  const mirror = nodeOf(node.kind)?.traits.mirror;
  const mirrored = mirror === undefined ? null : node.params[mirror];
  return [...(typeof mirrored === 'string' ? [mirrored] : []), ...(node.sharesWith ? [node.sharesWith] : [])];
}

function sorted(ids: readonly NodeId[], before: (id: NodeId) => readonly NodeId[], after: ReadonlyMap<NodeId, readonly NodeId[]>): NodeId[] {
  const waiting = new Map(ids.map((id) => [id, before(id).length]));
  const order = ids.filter((id) => waiting.get(id) === 0);
  for (let i = 0; i < order.length; i++) {
    for (const next of after.get(order[i]!) ?? []) {
      const left = waiting.get(next)! - 1;
      waiting.set(next, left);
      if (left === 0) order.push(next);
    }
  }
  return order;
}

const sameList = (a: readonly unknown[], b: readonly unknown[]): boolean => a.length === b.length && a.every((item, i) => item === b[i]);
/** Lists that did not change keep their identity. */
function kept<V>(map: Map<NodeId, readonly V[]>, before: ReadonlyMap<NodeId, readonly V[]> | undefined): ReadonlyMap<NodeId, readonly V[]> {
  for (const [id, list] of before ?? []) if (sameList(list, map.get(id) ?? [])) map.set(id, list);
  return map;
}

export function graphOf({ nodes, wires }: HourglassDocument, before?: Graph): Graph {
  const ids = Object.keys(nodes).sort();
  const into = new Map<NodeId, Wire[]>();
  const outOf = new Map<NodeId, Wire[]>();
  const push = <V>(map: Map<NodeId, V[]>, id: NodeId, value: V): void => {
    const list = map.get(id);
    if (list) list.push(value);
    else map.set(id, [value]);
  };
  for (const id of Object.keys(wires).sort()) {
    const wire = wires[id]!;
    if (!has(nodes, wire.from.node) || !has(nodes, wire.to.node)) continue;
    push(into, wire.to.node, wire);
    push(outOf, wire.from.node, wire);
  }
  const wired = new Map<NodeId, NodeId[]>();
  const all = new Map<NodeId, NodeId[]>();
  const needs = new Map<NodeId, NodeId[]>();
  for (const id of ids) {
    const sources = (into.get(id) ?? []).map((wire) => wire.from.node);
    for (const source of sources) push(wired, source, id);
    const needed = [...sources, ...references(nodes[id]!).filter((other) => other !== id && has(nodes, other))];
    needs.set(id, needed);
    for (const source of needed) push(all, source, id);
  }
  const full = sorted(ids, (id) => needs.get(id)!, all);
  // A reference may point forward (a Decoder that mirrors an Encoder behind it); then the wires alone decide.
  const order = full.length === ids.length ? full : sorted(ids, (id) => (into.get(id) ?? []).map((wire) => wire.from.node), wired);
  const reached = new Set(order);
  const same = before && sameList(before.order, order);
  return {
    into: kept(into, before?.into),
    outOf,
    needs: kept(needs, before?.needs),
    order: same ? before.order : order,
    cyclic: ids.filter((id) => !reached.has(id)),
  };
}
