/**
 * What is known of a document without running it, before cures are tried. Given what was known before, only nodes whose own record, inputs or
 * references changed are looked at again, and a type that comes out equal keeps its identity, so that what follows stays.
 */
import type { Diagnostic, Severity } from '../diagnostics/types';
import type { PortType } from '../document/port-type';
import type { GraphNode, HourglassDocument, NodeId, WireId } from '../document/types';
import { nodeOf } from '../nodes/registry';
import { graphOf, type Graph } from './graph';
import { typeOf, type Arrival } from './arrivals';
import { analyseNode, type NodeFacts, type NodeResult, type Reference } from './node';
import { missingWires } from './missing-wires';
import { wholeAnalysis } from './whole-analysis';
import type { Analysis, NodeAnalysis } from './types';
import { frozenDiagnostics, graphDiagnostics, wholeDiagnostics, type Whole, type WholeCures } from './whole';

interface Entry {
  readonly facts: NodeFacts;
  readonly result: NodeResult;
  /** All nodes that it needs had been looked at before it (not so in a loop). */
  readonly complete: boolean;
  /** The result with the messages that depend on the whole graph; these come last, when all nodes have been looked at. */
  readonly final: NodeAnalysis;
  readonly extra: readonly Diagnostic[];
}
export interface Memo {
  readonly document: HourglassDocument;
  readonly graph: Graph;
  readonly entries: ReadonlyMap<NodeId, Entry>;
  /** As it was before cures were tried. */
  readonly untried: Analysis;
  /** Whether cures for what concerns the whole graph were thought of. */
  readonly cured: boolean;
}
/** By analysis, what the next one can take over. */
export const memos = new WeakMap<Analysis, Memo>();

/** Of plain values, without allocating: this runs over every part of every node that an edit reaches. */
function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!equal(a[i], b[i])) return false;
    return true;
  }
  let keys = 0;
  for (const key in a) {
    if (!Object.hasOwn(b, key) || !equal(a[key as never], b[key as never])) return false;
    keys++;
  }
  for (const _ in b) keys--;
  return keys === 0;
}
/** `next`, or `before` where it says the same. */
export const keep = <T>(before: T | undefined, next: T): T => (before !== undefined && equal(before, next) ? before : next);

const sameArrival = (a: Arrival, b: Arrival): boolean =>
  a.wire === b.wire && a.source === b.source && a.ports === b.ports && typeOf(a) === typeOf(b) && a.stack === b.stack && a.upstream === b.upstream;
const sameReference = (a: Reference | null, b: Reference | null): boolean => a === b || (a?.node === b?.node && a?.stack === b?.stack && !!a === !!b);
const sameFacts = (a: NodeFacts, b: NodeFacts): boolean =>
  a.node === b.node &&
  a.arrivals.length === b.arrivals.length &&
  a.arrivals.every((arrival, i) => sameArrival(arrival, b.arrivals[i]!)) &&
  sameReference(a.mirror, b.mirror) &&
  sameReference(a.shared, b.shared);

function sameTypes(before: NodeResult['types'], next: NodeResult['types']): NodeResult['types'] {
  const types: Record<string, PortType> = {};
  let same = true;
  for (const port in next) {
    types[port] = keep(before[port], next[port]!);
    same &&= types[port] === before[port];
  }
  for (const port in before) same &&= Object.hasOwn(next, port);
  return same ? before : types;
}
/** The parts that say the same as before keep their identity; all do, the whole does. */
function refined(before: NodeResult | undefined, next: NodeResult): NodeResult {
  if (!before) return next;
  const result: NodeResult = {
    inputs: keep(before.inputs, next.inputs),
    outputs: keep(before.outputs, next.outputs),
    types: sameTypes(before.types, next.types),
    stack: keep(before.stack, next.stack),
    weights: keep(before.weights, next.weights),
    parameters: next.parameters,
    upstream: keep(before.upstream, next.upstream),
    diagnostics: keep(before.diagnostics, next.diagnostics),
  };
  for (const part in result) if (result[part as keyof NodeResult] !== before[part as keyof NodeResult]) return result;
  return before;
}

/** The graph depends on wires, ids and references alone, so that typing in a field leaves it as it is. */
function graphWith(document: HourglassDocument, memo: Memo | undefined): Graph {
  if (memo && memo.document.wires === document.wires && sameStructure(memo.document.nodes, document.nodes)) return memo.graph;
  return graphOf(document, memo?.graph);
}
function sameStructure(before: HourglassDocument['nodes'], now: HourglassDocument['nodes']): boolean {
  if (before === now) return true;
  const ids = Object.keys(now);
  if (ids.length !== Object.keys(before).length) return false;
  return ids.every((id) => {
    const [a, b] = [before[id], now[id]!];
    return a === b || (Object.hasOwn(before, id) && sameReferences(a!, b));
  });
}
function sameReferences(a: GraphNode, b: GraphNode): boolean {
  const mirror = nodeOf(b.kind)?.traits.mirror;
  return a.kind === b.kind && a.sharesWith === b.sharesWith && (mirror === undefined || a.params[mirror] === b.params[mirror]);
}

/** Null for no reference; one to nothing, or to the node `not`, has no node. */
function referenceTo(id: unknown, document: HourglassDocument, entries: ReadonlyMap<NodeId, Entry>, not: NodeId | null): Reference | null {
  if (typeof id !== 'string') return null;
  return { node: id !== not && Object.hasOwn(document.nodes, id) ? document.nodes[id]! : null, stack: entries.get(id)?.result.stack ?? null };
}

function factsOf(document: HourglassDocument, graph: Graph, entries: ReadonlyMap<NodeId, Entry>, node: GraphNode): NodeFacts {
  const arrivals = (graph.into.get(node.id) ?? []).map((wire): Arrival => {
    const result = entries.get(wire.from.node)?.result;
    const source = document.nodes[wire.from.node]!;
    return { wire, source, ports: result && nodeOf(source.kind) ? result.outputs : null, types: result?.types ?? {}, stack: result?.stack ?? null, upstream: result?.upstream ?? null };
  });
  const mirror = nodeOf(node.kind)?.traits.mirror;
  return { node, arrivals, mirror: mirror === undefined ? null : referenceTo(node.params[mirror], document, entries, node.id), shared: referenceTo(node.sharesWith, document, entries, null) };
}

const rank: Record<Severity, number> = { error: 0, warning: 1, info: 2 };
const withExtra = (result: NodeResult, extra: readonly Diagnostic[]): NodeAnalysis => (extra.length === 0 ? result : { ...result, diagnostics: [...extra, ...result.diagnostics] });
const noExtra: readonly Diagnostic[] = [];
const none: readonly NodeId[] = [];

/** The analysis without cures for what concerns more than a node and what stands before it: for what only asks whether a document is sound, and for shapes. */
export function analyseUncured(document: HourglassDocument, previous?: Analysis): Analysis {
  return wholeAnalysis(document, previous, (active, before) => {
    const { analysis, memo } = look(active, before && memos.get(before), null);
    memos.set(analysis, memo);
    return analysis;
  });
}

export function look(document: HourglassDocument, memo: Memo | undefined, cures: WholeCures | null): { readonly analysis: Analysis; readonly whole: Whole; readonly memo: Memo } {
  const previous = memo?.untried;
  const graph = graphWith(document, memo);
  const entries = new Map<NodeId, Entry>();
  const fresh = new Set<NodeId>();
  for (const id of graph.cyclic.length ? [...graph.order, ...graph.cyclic] : graph.order) {
    const before = memo?.entries.get(id);
    const needs = graph.needs.get(id)!;
    const complete = needs.every((need) => entries.has(need));
    const untouched =
      before?.complete &&
      complete &&
      memo!.document.nodes[id] === document.nodes[id] &&
      memo!.graph.into.get(id) === graph.into.get(id) &&
      memo!.graph.needs.get(id) === needs &&
      !needs.some((need) => fresh.has(need));
    if (untouched) {
      entries.set(id, before);
      continue;
    }
    const facts = factsOf(document, graph, entries, document.nodes[id]!);
    const same = before && sameFacts(before.facts, facts);
    const result = same ? before.result : refined(before?.result, analyseNode(facts));
    if (before?.result !== result || before.facts.node !== facts.node) fresh.add(id);
    entries.set(id, before?.result === result ? { facts, result, complete, final: before.final, extra: before.extra } : { facts, result, complete, final: result, extra: noExtra });
  }
  const results = (id: NodeId): NodeResult | undefined => entries.get(id)?.result;
  const whole = { document, graph, results, missing: missingWires({ document, graph, results }) };
  const extras = graphDiagnostics(whole, cures);
  const nodes: Record<NodeId, NodeAnalysis> = {};
  let changed = !previous || Object.keys(previous.nodes).length !== entries.size;
  for (const id of Object.keys(document.nodes)) {
    let entry = entries.get(id)!;
    const extra = keep(entry.extra, extras.get(id) ?? noExtra);
    if (extra !== entry.extra) {
      entry = { facts: entry.facts, result: entry.result, complete: entry.complete, extra, final: withExtra(entry.result, extra) };
      entries.set(id, entry);
    }
    nodes[id] = entry.final;
    changed ||= previous?.nodes[id] !== entry.final;
  }
  const wires = !changed && memo?.document.wires === document.wires ? previous!.wires : wireTypes(document, nodes, previous?.wires);
  const all = [...wholeDiagnostics(whole, cures), ...frozenDiagnostics(document, nodes), ...Object.values(nodes).flatMap((node) => node.diagnostics)];
  const diagnostics = keep(previous?.diagnostics, all.toSorted((a, b) => rank[a.severity] - rank[b.severity]));
  const analysis: Analysis = {
    nodes: changed ? nodes : previous!.nodes,
    wires,
    order: graph.order,
    leftOut: none,
    diagnostics,
    parameters: Object.values(nodes).reduce((total, node) => total + node.parameters, 0),
    sound: diagnostics.every(({ severity }) => severity !== 'error'),
  };
  return { analysis, whole, memo: { document, graph, entries, untried: analysis, cured: cures !== null } };
}

/** Types keep their identity through `refined`, so that comparing them is comparing references. */
function wireTypes(document: HourglassDocument, nodes: Analysis['nodes'], before: Analysis['wires'] | undefined): Analysis['wires'] {
  const types: Record<WireId, PortType | null> = {};
  const ids = Object.keys(document.wires);
  let same = before !== undefined && Object.keys(before).length === ids.length;
  for (const id of ids) {
    const { from } = document.wires[id]!;
    const source = Object.hasOwn(nodes, from.node) ? nodes[from.node]! : null;
    types[id] = source && Object.hasOwn(source.types, from.port) ? source.types[from.port]! : null;
    same &&= before![id] === types[id];
  }
  return same ? before! : types;
}
