/** Frames that are collapsed into one card: what they hold is not drawn, and wires that cross their border end at ports of the card. */
import type { Frame, HourglassDocument, PortEnd, PortRef, Wire } from '@/graph-engine/document/types';
import { portKey } from './port-key';

const known = new WeakMap<HourglassDocument['frames'], ReadonlyMap<string, string>>();

/** By node or note, the collapsed frame that holds it; the first of two. Frames hold no frames, whatever a file says. */
export function holdersOf({ frames }: Pick<HourglassDocument, 'frames'>): ReadonlyMap<string, string> {
  const before = known.get(frames);
  if (before) return before;
  const holders = new Map<string, string>();
  for (const { id, holds } of Object.values(frames)) for (const held of holds ?? []) if (!holders.has(held) && !Object.hasOwn(frames, held)) holders.set(held, id);
  known.set(frames, holders);
  return holders;
}

/** What a collapsed frame still holds; nothing of an open one. */
export const heldBy = ({ nodes, notes }: HourglassDocument, frame: Frame | undefined): readonly string[] =>
  (frame?.holds ?? []).filter((id) => Object.hasOwn(nodes, id) || Object.hasOwn(notes, id));

/** Nodes, frames, notes and wires that are drawn as themselves: not what collapsed frames hold, nor wires within one. */
export function drawn(document: HourglassDocument): { readonly nodes: readonly string[]; readonly frames: readonly string[]; readonly notes: readonly string[]; readonly wires: readonly string[] } {
  const holders = holdersOf(document);
  const seen = (things: Readonly<Record<string, unknown>>): readonly string[] => Object.keys(things).filter((id) => !holders.has(id));
  return { nodes: seen(document.nodes), frames: Object.keys(document.frames), notes: seen(document.notes), wires: Object.values(document.wires).filter((wire) => !isWithin(holders, wire)).map(({ id }) => id) };
}
/** Both ends of a wire are in the same collapsed frame. */
export const isWithin = (holders: ReadonlyMap<string, string>, { from, to }: Pick<Wire, 'from' | 'to'>): boolean => holders.has(from.node) && holders.get(from.node) === holders.get(to.node);

/** The handle of the card that stands for a port of a node in it; ids hold no slash. */
export const handleOf = ({ node, port }: PortRef): string => `${node}/${port}`;
/** The port that a handle stands for. */
export function portOf(node: string, handle: string): PortRef {
  const [inner, port] = handle.split('/');
  return port === undefined ? { node, port: handle } : { node: inner!, port };
}
/** The port that a handle, which takes wires (target) or gives them, stands for, as an end of a wire. */
export const endAt = (node: string, handle: string, type: 'source' | 'target'): PortEnd => ({ ...portOf(node, handle), side: type === 'source' ? 'output' : 'input' });
/** Where an end of a wire is drawn: at its port, or at that of the card that holds its node. */
export function drawnAt(document: Pick<HourglassDocument, 'frames'>, end: PortRef): PortRef {
  const group = holdersOf(document).get(end.node);
  return group === undefined ? end : { node: group, port: handleOf(end) };
}

/** Where wires cross the border of a collapsed frame, which holds these things; once for each wire. */
export const crossingPorts = ({ wires }: Pick<HourglassDocument, 'wires'>, inside: ReadonlySet<string>): readonly PortEnd[] =>
  Object.values(wires).flatMap(({ from, to }): PortEnd[] => {
    const [a, b] = [inside.has(from.node), inside.has(to.node)];
    if (a === b) return [];
    return [a ? { ...from, side: 'output' } : { ...to, side: 'input' }];
  });

/** Ports of the card: where wires cross the border, and those that were chosen. */
export function portsOfGroup(document: HourglassDocument, id: string): readonly PortEnd[] {
  const frame = document.frames[id];
  const inside = new Set(heldBy(document, frame));
  const crossing = crossingPorts(document, inside);
  const chosen = (frame?.ports ?? []).filter(({ node }) => inside.has(node) && Object.hasOwn(document.nodes, node));
  const ports = new Map([...crossing, ...chosen].map((port) => [portKey(port), port]));
  const place = ({ node }: PortEnd): number => document.nodes[node]?.position.y ?? 0;
  return [...ports.values()].sort((a, b) => place(a) - place(b) || (portKey(a) < portKey(b) ? -1 : 1));
}
