/** How an item goes through a graph: which wires, and when it is on each. All that meets at a node arrives there at once. */
import type { Analysis } from '@/graph-engine/analysis/types';
import type { PortType } from '@/graph-engine/document/port-type';
import type { HourglassDocument } from '@/graph-engine/document/types';

export interface Hop {
  readonly wire: string;
  /** What travels: the value at `node.port`. */
  readonly tap: string;
  readonly type: PortType;
  /** Places in the order of the graph, 0 for what nothing leads to: it leaves at `from` and arrives at `to`. */
  readonly from: number;
  readonly to: number;
}

/** Of the wires whose type is known; none where the graph has none. */
export function hopsOf({ wires }: Pick<HourglassDocument, 'wires'>, { order, nodes }: Pick<Analysis, 'order' | 'nodes'>): readonly Hop[] {
  const known = Object.values(wires).flatMap((wire) => {
    const type = nodes[wire.from.node]?.types[wire.from.port];
    return type ? [{ wire, type }] : [];
  });
  const depth = new Map<string, number>();
  for (const id of order) {
    const before = known.filter(({ wire }) => wire.to.node === id).map(({ wire }) => depth.get(wire.from.node) ?? 0);
    depth.set(id, before.length === 0 ? 0 : Math.max(...before) + 1);
  }
  // What nothing leads to and is needed late, such as a Prior, leaves just before.
  const leaves = (node: string, to: number): number => {
    const at = depth.get(node) ?? 0;
    const isData = nodes[node] && Object.values(nodes[node].types).some((type) => type.tag === 'data' && type.source === node);
    return at > 0 || isData ? at : to - 1;
  };
  return known.map(({ wire, type }) => {
    const to = depth.get(wire.to.node) ?? 1;
    return { wire: wire.id, tap: `${wire.from.node}.${wire.from.port}`, type, from: leaves(wire.from.node, to), to };
  });
}
