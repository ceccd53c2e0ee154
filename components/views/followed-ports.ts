/** Which ports an item is followed through: all that a wire leaves, so that the nodes and the wires of a graph share one answer. */
import type { Analysis } from '@/graph-engine/analysis/types';
import type { HourglassDocument } from '@/graph-engine/document/types';
import type { ViewRequest } from '@/graph-engine/training/protocol';

/** In a larger graph an item is followed by no wire, and each node asks for its own ports. */
export const MOST_FOLLOWED = 40;

const known = new WeakMap<Analysis, readonly string[]>();

/** `node.port` of every wire whose type is known, each once; none of a graph that is too large. */
export function followedPorts({ nodes, wires }: HourglassDocument, analysis: Analysis): readonly string[] {
  if (Object.keys(nodes).length > MOST_FOLLOWED) return [];
  let ports = known.get(analysis);
  if (!ports) {
    const all = Object.values(wires).filter(({ from }) => analysis.nodes[from.node]?.types[from.port]);
    ports = [...new Set(all.map(({ from }) => `${from.node}.${from.port}`))].sort();
    known.set(analysis, ports);
  }
  return ports;
}

type Follow = Extract<ViewRequest, { kind: 'follow' }>;
/** What is asked of one item at `ports`: together with all that are followed, where these are among them. */
export function followRequest(followed: readonly string[], ports: readonly string[], item: number): Follow {
  return { kind: 'follow', taps: ports.every((port) => followed.includes(port)) ? followed : ports, count: 1, of: item };
}
