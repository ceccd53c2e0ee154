/** Messages that depend on more than a node and what stands before it. */
import { diagnostic } from '../diagnostics/print';
import type { Diagnostic, Fix } from '../diagnostics/types';
import { isFeature } from '../data/columns/layout';
import { columnPorts, type ColumnPort } from '../data/columns/ports';
import type { GraphNode, HourglassDocument, NodeId } from '../document/types';
import { dataSettingsOf } from '../nodes/data-settings';
import { fixes } from '../nodes/fixes';
import { nodeOf } from '../nodes/registry';
import { listed } from './arrivals';
import { balanceDiagnostics } from './balance';
import { batchDiagnostics } from './batch-statistics';
import type { Graph } from './graph';
import { loopsOf } from './loops';
import { playerDiagnostics } from './players';
import type { MissingWire, Searched } from './missing-wires';
import type { Analysis } from './types';

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

/** Categories that are embedded and go nowhere, of a Dataset whose rows are taken. */
function unwiredColumns({ graph }: Searched, node: GraphNode): readonly ColumnPort[] {
  if (!nodeOf(node.kind)?.traits.feedsData) return [];
  const wires = graph.outOf.get(node.id) ?? [];
  if (!wires.some(({ from }) => from.port === 'data')) return [];
  return columnPorts(dataSettingsOf(node).columns).filter(({ id, column }) => isFeature(column) && !wires.some(({ from }) => from.port === id));
}
const MOST_NAMES = 3;
const listedNames = (names: readonly string[]): string => (names.length <= MOST_NAMES ? names.join(', ') : `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more`);

/** Everything that is known when all nodes have been looked at. */
export interface Whole extends Searched {
  readonly missing: readonly MissingWire[];
}
/** Cures for what concerns the whole graph. They are no small code, and are fetched where there is something to cure. */
export interface WholeCures {
  loop(whole: Whole, loops: ReturnType<typeof loopsOf>, id: NodeId): readonly Fix[];
  missing(whole: Whole, wire: MissingWire): readonly Fix[];
  unused(whole: Whole, id: NodeId): readonly Fix[];
  unwired(whole: Whole, data: NodeId, ports: readonly ColumnPort[]): readonly Fix[];
  noData(whole: Whole): readonly Fix[];
  noLoss(whole: Whole): readonly Fix[];
}

/** Messages about single nodes that come from the whole graph. */
export function graphDiagnostics(whole: Whole, cures: WholeCures | null): Map<NodeId, Diagnostic[]> {
  const { document, graph, missing } = whole;
  const extra = new Map<NodeId, Diagnostic[]>();
  const add = (id: NodeId, found: Diagnostic): void => void (extra.has(id) ? extra.get(id)!.push(found) : extra.set(id, [found]));
  const name = (id: NodeId): string => document.nodes[id]!.name;
  const loops = loopsOf(graph);
  for (const [id, { path }] of loops) {
    const printed = path.map((at) => (at === null ? '…' : name(at))).join(' → ');
    add(id, diagnostic('graph.cycle', { node: id }, { node: name(id), path: printed }, { fixes: cures?.loop(whole, loops, id) }));
  }
  for (const wire of missing) {
    const { node, port } = wire;
    add(node, diagnostic('input.missing', { node, port: port.id }, { node: name(node), port: port.label, expected: port.aside ? `${port.aside}s or indices` : listed(port.accepts) }, { fixes: cures?.missing(whole, wire) }));
  }
  const used = usedNodes(document, graph);
  for (const id of Object.keys(document.nodes)) {
    // A Prior may stand for itself: what it feeds is looked at, and trains nothing.
    if (!nodeOf(document.nodes[id]!.kind) || used.size === 0 || used.has(id)) continue;
    add(id, diagnostic('node.unused', { node: id }, { node: name(id) }, { severity: 'warning', fixes: cures?.unused(whole, id) }));
  }
  for (const node of Object.values(document.nodes)) {
    const ports = unwiredColumns(whole, node);
    if (ports.length === 0) continue;
    const args = { node: node.name, columns: listedNames(ports.map(({ column }) => column.name)), is: ports.length === 1 ? 'is' : 'are' };
    add(node.id, diagnostic('column.unwired', { node: node.id }, args, { severity: 'warning', fixes: cures?.unwired(whole, node.id, ports) }));
  }
  for (const [id, found] of [...balanceDiagnostics(whole), ...batchDiagnostics(whole), ...playerDiagnostics(whole)]) add(id, found);
  return extra;
}

/** What is missing from the whole. */
export function wholeDiagnostics(whole: Whole, cures: WholeCures | null): Diagnostic[] {
  const definitions = Object.values(whole.document.nodes).map(({ kind }) => nodeOf(kind));
  const none: Diagnostic[] = [];
  if (!definitions.some((definition) => definition?.traits.feedsData)) none.push(diagnostic('data.none', {}, {}, { fixes: cures?.noData(whole) }));
  if (!definitions.some((definition) => definition?.traits.objective)) none.push(diagnostic('loss.none', {}, {}, { fixes: cures?.noLoss(whole) }));
  return none;
}

/** Weights that are there and may not change: nothing is wrong with that but the Train button. */
export function frozenDiagnostics(document: HourglassDocument, nodes: Analysis['nodes']): Diagnostic[] {
  const holders = Object.values(document.nodes).filter(({ id }) => nodes[id]!.parameters > 0);
  if (holders.length === 0 || !holders.every(({ frozen }) => frozen)) return [];
  return [diagnostic('weights.frozen', {}, {}, { severity: 'warning', fixes: [fixes.thaw('Let all of them learn', holders.map(({ id }) => id))] })];
}
