/** The loops of a graph, for the messages about them: each node on one gets a loop through it, in time that grows with the wires. */
import type { NodeId } from '../document/types';
import type { Graph } from './graph';

export interface LoopPart {
  /** The node before it on the loop. */
  readonly before: NodeId;
  /** From the node around to itself; null stands for the middle of a long way. */
  readonly path: readonly (NodeId | null)[];
}
/** Names at either end of a path that is told in part. */
const ENDS = 5;

export function loopsOf(graph: Graph): ReadonlyMap<NodeId, LoopPart> {
  const found = new Map<NodeId, LoopPart>();
  const inside = onWayBack(graph);
  for (const id of inside) {
    if (found.has(id)) continue;
    const loop = loopThrough(graph, id, inside);
    loop?.forEach((at, i) => {
      if (!found.has(at)) found.set(at, { before: loop.at(i - 1)!, path: pathFrom(loop, i) });
    });
  }
  return found;
}

/** Of the nodes on a loop or behind one, those that lead to a loop: what only lies behind is taken away from its end. */
function onWayBack({ cyclic, into, outOf }: Graph): ReadonlySet<NodeId> {
  const left = new Set(cyclic);
  const leads = new Map(cyclic.map((id) => [id, (outOf.get(id) ?? []).length]));
  const ends = cyclic.filter((id) => leads.get(id) === 0);
  for (const end of ends) {
    left.delete(end);
    for (const { from } of into.get(end) ?? []) {
      if (!left.has(from.node)) continue;
      leads.set(from.node, leads.get(from.node)! - 1);
      if (leads.get(from.node) === 0) ends.push(from.node);
    }
  }
  return left;
}

/** A shortest loop through `id`, as ids from it to the one before it; null where none comes back. */
function loopThrough(graph: Graph, id: NodeId, inside: ReadonlySet<NodeId>): readonly NodeId[] | null {
  const cameFrom = new Map<NodeId, NodeId>();
  const queue = [id];
  for (const from of queue) {
    for (const { to } of graph.outOf.get(from) ?? []) {
      if (to.node === id) {
        const path: NodeId[] = [];
        for (let at = from; at !== id; at = cameFrom.get(at)!) path.push(at);
        return [id, ...path.reverse()];
      }
      if (cameFrom.has(to.node) || !inside.has(to.node)) continue;
      cameFrom.set(to.node, from);
      queue.push(to.node);
    }
  }
  return null;
}

function pathFrom(loop: readonly NodeId[], start: number): readonly (NodeId | null)[] {
  const at = (i: number): NodeId => loop[(start + i) % loop.length]!;
  const steps = loop.length + 1;
  const whole = steps <= 2 * ENDS + 1;
  return whole
    ? Array.from({ length: steps }, (_, i) => at(i))
    : [...Array.from({ length: ENDS }, (_, i) => at(i)), null, ...Array.from({ length: ENDS }, (_, i) => at(steps - ENDS + i))];
}
