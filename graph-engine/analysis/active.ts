/**
 * The document as it runs: without nodes that are bypassed or muted. A bypassed node hands on what arrives; a muted one is left out, and with it
 * every node that cannot do without what it gave, by a wire or by a reference. Whatever computes starts from here; what is drawn and saved is whole.
 */
import { wiresInto } from '../document/wires-into';
import type { GraphNode, HourglassDocument, NodeId, PortRef, Wire } from '../document/types';
import { nodeOf } from '../nodes/registry';
import { references } from './graph';
import { ownOf, type Own } from './own';

const known = new WeakMap<HourglassDocument, HourglassDocument>();

const ownPorts = (node: GraphNode): Own | null => {
  const definition = nodeOf(node.kind);
  return definition ? ownOf(node, definition) : null;
};

/** The wire whose value a bypassed node hands on at that output: at an input of the same sort where there is one, else at its first. */
function handedOn(document: HourglassDocument, node: GraphNode, port: string): Wire | null {
  const ports = ownPorts(node);
  const gives = ports?.outputs.find(({ id }) => id === port)?.gives ?? [];
  const wired = (ports?.inputs ?? []).flatMap((input) => {
    const wire = wiresInto(document, node.id).find(({ to }) => to.port === input.id);
    return wire && !input.aside ? [{ input, wire }] : [];
  });
  return (wired.find(({ input }) => input.accepts.some((tag) => gives.includes(tag))) ?? wired[0])?.wire ?? null;
}

/** What is at an output, gone back through bypassed nodes; null where nothing is handed on. */
export function sourceBehind(document: HourglassDocument, from: PortRef): PortRef | null {
  const seen = new Set<NodeId>();
  let at = from;
  for (;;) {
    const node = Object.hasOwn(document.nodes, at.node) ? document.nodes[at.node]! : null;
    if (node?.mode !== 'bypassed') return at;
    const wire = seen.has(node.id) ? null : handedOn(document, node, at.port);
    if (!wire) return null;
    seen.add(node.id);
    at = wire.from;
  }
}

/** Bypassed and muted nodes, and those that cannot do without one. */
function leftOut(document: HourglassDocument): ReadonlySet<NodeId> {
  const nodes = Object.values(document.nodes);
  const out = new Set(nodes.filter(({ mode }) => mode !== 'active').map(({ id }) => id));
  const lacks = (node: GraphNode): boolean => {
    if (references(node).some((id) => out.has(id))) return true;
    const wires = wiresInto(document, node.id);
    const isFed = ({ from }: Wire): boolean => ((source) => source !== null && !out.has(source.node))(sourceBehind(document, from));
    return (ownPorts(node)?.inputs ?? []).some(({ id, optional }) => {
      const own = wires.filter(({ to }) => to.port === id);
      return !optional && own.length > 0 && !own.some(isFed);
    });
  };
  for (let before = -1; before !== out.size; ) {
    before = out.size;
    for (const node of nodes) if (!out.has(node.id) && lacks(node)) out.add(node.id);
  }
  return out;
}

/** Who has nothing left to learn or to make small is out of the run; so are stages of theirs alone, and copies of weights that are. */
function trainingWithout({ nodes, training }: HourglassDocument, out: ReadonlySet<NodeId>): HourglassDocument['training'] {
  const all = Object.values(nodes);
  const stays = (id: string): boolean => ((own) => own.length === 0 || own.some((node) => !out.has(node.id)))(all.filter(({ player }) => player === id));
  const players = Object.fromEntries(Object.entries(training.players).filter(([id]) => stays(id)));
  if (Object.keys(players).length === 0) return training;
  const isOut = (parameter: string): boolean => out.has(parameter.split('/')[0]!);
  const stages = Object.entries(training.stages).flatMap(([id, stage]) => {
    const learning = stage.players.filter((player) => Object.hasOwn(players, player));
    // One that names nobody would be everybody's.
    if (stage.players.length > 0 && learning.length === 0) return [];
    return [[id, { ...stage, players: learning, copies: stage.copies.filter(({ from, to }) => !isOut(from) && !isOut(to)) }]];
  });
  return { ...training, players, stages: Object.fromEntries(stages) };
}

export function activeDocument(document: HourglassDocument): HourglassDocument {
  const before = known.get(document);
  if (before) return before;
  if (Object.values(document.nodes).every(({ mode }) => mode === 'active')) return document;
  const out = leftOut(document);
  const nodes = Object.fromEntries(Object.entries(document.nodes).filter(([id]) => !out.has(id)));
  const wires = Object.values(document.wires).flatMap((wire): Wire[] => {
    if (out.has(wire.to.node)) return [];
    const from = sourceBehind(document, wire.from);
    if (!from || out.has(from.node)) return [];
    return [from === wire.from ? wire : { ...wire, from }];
  });
  const active = { ...document, nodes, wires: Object.fromEntries(wires.map((wire) => [wire.id, wire])), training: trainingWithout(document, out) };
  known.set(document, active);
  return active;
}
