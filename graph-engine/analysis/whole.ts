/** Messages that depend on more than a node and what stands before it. */
import { diagnostic } from '../diagnostics/print';
import type { Diagnostic, Fix } from '../diagnostics/types';
import type { HourglassDocument, NodeId, WireId } from '../document/types';
import { fixes } from '../nodes/fixes';
import { nodeOf } from '../nodes/registry';
import { listed } from './arrivals';
import { balanceDiagnostics } from './balance';
import { batchDiagnostics } from './batch-statistics';
import type { Graph } from './graph';
import { loopsOf } from './loops';
import { connectFix, fitsFor } from './missing-wires';
import { isNatural, newNodesFor } from './new-nodes';
import type { Analysis } from './types';
import { addDataset, addLoss, networkFor, useOf, type Whole } from './whole-cures';

/** Kept by graph: it changes with the wires and the kinds of nodes alone, as the graph does. */
const usedBy = new WeakMap<Graph, ReadonlySet<NodeId>>();
/** Everything that an objective depends on. */
function usedNodes(document: HourglassDocument, graph: Graph): ReadonlySet<NodeId> {
  const known = usedBy.get(graph);
  if (known) return known;
  const used = new Set<NodeId>();
  const queue = Object.keys(document.nodes).filter((id) => nodeOf(document.nodes[id]!.kind)?.traits.objective);
  for (const id of queue) used.add(id);
  for (let i = 0; i < queue.length; i++) {
    for (const { from } of graph.into.get(queue[i]!) ?? []) {
      if (used.has(from.node)) continue;
      used.add(from.node);
      queue.push(from.node);
    }
  }
  usedBy.set(graph, used);
  return used;
}

/** Where the port would be left without a wire, another source for the one that closes the loop. */
function otherSource({ document, graph, results }: Whole, node: NodeId, [back]: readonly WireId[]): Fix | null {
  const wire = document.wires[back!]!;
  const port = results(node)!.inputs.find(({ id }) => id === wire.to.port);
  if (!port || port.optional || graph.into.get(node)!.some((other) => other !== wire && other.to.port === port.id)) return null;
  const [best] = fitsFor({ document, graph, results }, node, port);
  return best ? fixes.reconnect(`Connect ${document.nodes[best.node]!.name} to ${document.nodes[node]!.name} instead`, wire.id, { from: best }) : null;
}

/** The wires of a loop, from the one that leads to `id` backwards, each with another source in its place; then without it. */
function loopCures(whole: Whole, loops: ReturnType<typeof loopsOf>, id: NodeId): readonly Fix[] {
  const { document, graph } = whole;
  const [instead, without]: [Fix[], Fix[]] = [[], []];
  for (let node = id, steps = 0; steps < mostSteps; steps++) {
    const { before } = loops.get(node)!;
    const back = graph.into.get(node)!.filter((wire) => wire.from.node === before).map((wire) => wire.id);
    const other = otherSource(whole, node, back);
    if (other) instead.push(other);
    without.push(fixes.disconnect(`Delete the wire from ${document.nodes[before]!.name} to ${document.nodes[node]!.name}`, back));
    node = before;
    if (node === id) break;
  }
  return [...instead, ...without];
}

/** Wires of a loop that are thought of. */
const mostSteps = 6;
const mostOffers = 3;

/** Messages about single nodes that come from the whole graph. */
export function graphDiagnostics(whole: Whole): Map<NodeId, Diagnostic[]> {
  const { document, graph, results, missing } = whole;
  const extra = new Map<NodeId, Diagnostic[]>();
  const add = (id: NodeId, found: Diagnostic): void => void (extra.has(id) ? extra.get(id)!.push(found) : extra.set(id, [found]));
  const name = (id: NodeId): string => document.nodes[id]!.name;
  const loops = loopsOf(graph);
  for (const [id, { path }] of loops) {
    const printed = path.map((at) => (at === null ? '…' : name(at))).join(' → ');
    add(id, diagnostic('graph.cycle', { node: id }, { node: name(id), path: printed }, { fixes: loopCures(whole, loops, id) }));
  }
  for (const wire of missing) {
    const { node, port, fits } = wire;
    const natural = fits.filter((from) => isNatural(whole, wire, from));
    const connected = (list: typeof fits): Fix[] => list.slice(0, mostOffers).map((from) => connectFix(document, results, from, { node, port: port.id }));
    const offers = [...connected(natural), ...newNodesFor(whole, wire), ...connected(fits.filter((from) => !natural.includes(from)))];
    const cures = offers.length > 0 ? offers : networkFor(whole, wire);
    add(node, diagnostic('input.missing', { node, port: port.id }, { node: name(node), port: port.label, expected: listed(port.accepts) }, { fixes: cures }));
  }
  const used = usedNodes(document, graph);
  for (const id of Object.keys(document.nodes)) {
    // A Prior may stand for itself: what it feeds is looked at, and trains nothing.
    if (!nodeOf(document.nodes[id]!.kind) || used.size === 0 || used.has(id)) continue;
    add(id, diagnostic('node.unused', { node: id }, { node: name(id) }, { severity: 'warning', fixes: [...useOf(whole, id), fixes.removeNodes('Delete the node', [id])] }));
  }
  for (const [id, found] of [...balanceDiagnostics(whole), ...batchDiagnostics(whole)]) add(id, found);
  return extra;
}

/** What is missing from the whole. */
export function wholeDiagnostics(whole: Whole): Diagnostic[] {
  const definitions = Object.values(whole.document.nodes).map(({ kind }) => nodeOf(kind));
  const none: Diagnostic[] = [];
  if (!definitions.some((definition) => definition?.traits.feedsData)) none.push(diagnostic('data.none', {}, {}, { fixes: [addDataset(whole)] }));
  if (!definitions.some((definition) => definition?.traits.objective)) none.push(diagnostic('loss.none', {}, {}, { fixes: addLoss(whole) }));
  return none;
}

/** Weights that are there and may not change: nothing is wrong with that but the Train button. */
export function frozenDiagnostics(document: HourglassDocument, nodes: Analysis['nodes']): Diagnostic[] {
  const holders = Object.values(document.nodes).filter(({ id }) => nodes[id]!.parameters > 0);
  if (holders.length === 0 || !holders.every(({ frozen }) => frozen)) return [];
  return [diagnostic('weights.frozen', {}, {}, { severity: 'warning', fixes: [fixes.thaw('Let all of them learn', holders.map(({ id }) => id))] })];
}
