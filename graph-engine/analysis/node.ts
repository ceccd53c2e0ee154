/** One node: its ports, types, stack and messages, from what is known of the nodes before it. Pure. */
import { diagnostic } from '../diagnostics/print';
import type { Diagnostic } from '../diagnostics/types';
import type { PortType } from '../document/port-type';
import { sizeOf, type Shape } from '../document/shape';
import type { GraphNode, Wire } from '../document/types';
import { layerOf } from '../layers/registry';
import type { InputPort, StackShapes, Upstream, WireSource } from '../nodes/definition';
import { fixes } from '../nodes/fixes';
import { nodeOf } from '../nodes/registry';
import { ownOf } from './own';
import { mirrorOf, shapesThrough } from './stack';
import type { NodeAnalysis } from './types';

/** A wire that ends at the node, with what is known of its other end. */
export interface Arrival {
  readonly wire: Wire;
  readonly source: GraphNode;
  /** The ports and types of the source; null for one in a loop or of an unknown kind. */
  readonly ports: NodeAnalysis['outputs'] | null;
  readonly type: PortType | null;
  readonly upstream: Upstream | null;
}
/** Another node that this one refers to. */
export interface Reference {
  readonly node: GraphNode | null;
  readonly stack: StackShapes | null;
}
export interface NodeFacts {
  readonly node: GraphNode;
  readonly arrivals: readonly Arrival[];
  readonly mirror: Reference | null;
  readonly shared: Reference | null;
}
export type NodeResult = NodeAnalysis & { readonly upstream: Upstream | null };

export const parameterLimit = 100_000_000;

const listed = (tags: readonly string[]): string => (tags.length < 2 ? (tags[0] ?? 'nothing') : `${tags.slice(0, -1).join(', ')} or ${tags.at(-1)}`);

/** The wires that carry something the port takes; the others get a message. */
function accepted(node: GraphNode, inputs: readonly InputPort[], arrivals: readonly Arrival[], found: Diagnostic[]): Map<string, Arrival[]> {
  const byPort = new Map<string, Arrival[]>(inputs.map(({ id }) => [id, []]));
  for (const arrival of arrivals) {
    const { wire, source, ports, type } = arrival;
    const remove = fixes.disconnect('Delete the wire', [wire.id]);
    const port = inputs.find(({ id }) => id === wire.to.port);
    if (!port) {
      found.push(diagnostic('wire.port', { wire: wire.id, node: node.id }, { node: node.name, port: wire.to.port }, { fixes: [remove] }));
      continue;
    }
    const output = ports?.find(({ id }) => id === wire.from.port);
    if (ports && !output) {
      found.push(diagnostic('wire.port', { wire: wire.id, node: node.id }, { node: source.name, port: wire.from.port }, { fixes: [remove] }));
      continue;
    }
    const gives = type ? [type.tag] : output?.gives;
    if (gives && !gives.some((tag) => port.accepts.includes(tag))) {
      const args = { to: `${node.name} (${port.label})`, from: source.name, expected: listed(port.accepts), found: listed(gives) };
      found.push(diagnostic('wire.incompatible', { wire: wire.id, node: node.id, port: port.id }, args, { fixes: [remove] }));
      continue;
    }
    const list = byPort.get(port.id)!;
    if (list.length > 0 && !port.many) {
      found.push(diagnostic('wire.extra', { wire: wire.id, node: node.id, port: port.id }, { node: node.name, port: port.label }, { fixes: [remove] }));
      continue;
    }
    list.push(arrival);
  }
  return byPort;
}

function missing(node: GraphNode, inputs: readonly InputPort[], arrivals: readonly Arrival[], found: Diagnostic[]): void {
  for (const port of inputs) {
    if (port.optional || arrivals.some(({ wire }) => wire.to.port === port.id)) continue;
    found.push(diagnostic('input.missing', { node: node.id, port: port.id }, { node: node.name, port: port.label, expected: listed(port.accepts) }));
  }
}

const leastUpstream = (arrivals: readonly Arrival[]): Upstream | null =>
  arrivals.reduce<Upstream | null>((least, { upstream }) => {
    if (!upstream || !least) return upstream ?? least;
    const range = least.range === upstream.range ? least.range : null;
    return { size: Math.min(least.size, upstream.size), corrupted: least.corrupted || upstream.corrupted, range };
  }, null);

/** The layers that run, with messages about each. */
function runStack({ node, mirror, shared }: NodeFacts, input: Shape, found: Diagnostic[]): StackShapes {
  const own = ownOf(node, nodeOf(node.kind)!).layers;
  const unknown = mirror ? [] : own.filter(({ kind }) => !layerOf(kind));
  for (const { id, kind } of unknown) found.push(diagnostic('layer.unknown', { node: node.id, layer: id }, { kind }, { fixes: [fixes.removeLayers('Delete the layer', node.id, [id])] }));
  const layers = mirror ? mirrored(node, mirror, input, found) : own;
  if (!layers) return { layers: [], output: null };
  const shapes = shapesThrough(layers, input);
  shapes.layers.forEach(({ id, kind, problem }, index) => {
    if (!problem) return;
    const args = { layer: layerOf(kind)!.title, expected: problem.expected, found: problem.found, cure: problem.cure };
    const insert = mirror ? [] : (problem.insert ?? []).map((layer) => fixes.addLayer(`Insert ${layerOf(layer.kind)!.title}`, node.id, layer, index));
    found.push(diagnostic('layer.input', { node: node.id, layer: id }, args, { fixes: insert }));
  });
  if (shared?.node) checkShared(node, shared.node, shared.stack, shapes, found);
  return shapes;
}

function mirrored(node: GraphNode, { node: target, stack }: Reference, input: Shape, found: Diagnostic[]) {
  if (!target) return null;
  const layers = stack ? mirrorOf(stack, input) : 'it has no input, or depends on this node';
  if (typeof layers !== 'string') return layers;
  const field = nodeOf(node.kind)!.traits.mirror!;
  const fix = fixes.setParam(`Give ${node.name} a stack of its own`, node.id, field, null);
  found.push(diagnostic('mirror.impossible', { node: node.id, field }, { node: node.name, target: target.name, reason: layers }, { fixes: [fix] }));
  return null;
}

function checkShared(node: GraphNode, target: GraphNode, theirs: StackShapes | null, ours: StackShapes, found: Diagnostic[]): void {
  const weights = (shapes: StackShapes) => JSON.stringify(shapes.layers.map(({ kind, params, input }) => [kind, layerOf(kind)!.weights(params, input).map(({ name, shape }) => [name, shape])]));
  const kinds = (shapes: StackShapes) => shapes.layers.map(({ kind }) => kind).join();
  const reason = !theirs
    ? 'the shapes of its layers are unknown'
    : kinds(theirs) !== kinds(ours)
      ? 'the layers differ'
      : weights(theirs) !== weights(ours)
        ? 'the weights of the layers have other shapes'
        : null;
  if (reason) found.push(diagnostic('share.mismatch', { node: node.id }, { node: node.name, target: target.name, reason }, { fixes: [fixes.shareNothing(node.id)] }));
}

function unknownKind({ node }: NodeFacts): NodeResult {
  const fix = fixes.removeNodes('Delete the node', [node.id]);
  const diagnostics = [diagnostic('node.unknown', { node: node.id }, { kind: node.kind }, { fixes: [fix] })];
  return { inputs: [], outputs: [], types: {}, stack: null, weights: [], parameters: 0, diagnostics, upstream: null };
}

const known = (byPort: ReadonlyMap<string, readonly Arrival[]>, port: string): readonly Arrival[] => (byPort.get(port) ?? []).filter(({ type }) => type !== null);

export function analyseNode(facts: NodeFacts): NodeResult {
  const { node, arrivals, shared, mirror } = facts;
  const definition = nodeOf(node.kind);
  if (!definition) return unknownKind(facts);
  const found: Diagnostic[] = [];
  const { params, inputs, outputs, diagnostics: ofFields, diagnosticsOfLayers } = ownOf(node, definition);
  found.push(...ofFields, ...(mirror ? [] : diagnosticsOfLayers));
  for (const [reference, field] of [[mirror, 'mirrored Encoder'], [shared, 'node to share weights with']] as const) {
    if (!reference || reference.node) continue;
    const fix = reference === shared ? fixes.shareNothing(node.id) : fixes.setParam(`Give ${node.name} a stack of its own`, node.id, definition.traits.mirror!, null);
    found.push(diagnostic('reference.missing', { node: node.id }, { node: node.name, field }, { fixes: [fix] }));
  }
  if (shared?.node && (shared.node.kind !== node.kind || !definition.traits.shareable || shared.node.id === node.id)) {
    const reason = shared.node.id === node.id ? 'it is the same node' : definition.traits.shareable ? 'it is of another kind' : 'nodes of this kind hold no weights to share';
    found.push(diagnostic('share.mismatch', { node: node.id }, { node: node.name, target: shared.node.name, reason }, { fixes: [fixes.shareNothing(node.id)] }));
  }
  const byPort = accepted(node, inputs, arrivals, found);
  missing(node, inputs, arrivals, found);
  const upstream = leastUpstream(arrivals.filter((arrival) => byPort.get(arrival.wire.to.port)?.includes(arrival)));
  let stack: StackShapes | null = null;
  const { outputs: types, weights = [] } = definition.infer({
    node,
    params,
    inputs: (port) => known(byPort, port).map(({ type }) => type!),
    input: (port) => known(byPort, port)[0]?.type ?? null,
    sources: (port) => known(byPort, port).map(({ wire, source }): WireSource => ({ wire: wire.id, node: source, fields: nodeOf(source.kind)?.fields ?? {}, port: wire.from.port })),
    upstream,
    stack: (input) => (stack ??= runStack(facts, input, found)),
    report: (d) => void found.push(d),
  });
  const held = (stack as StackShapes | null)?.layers.reduce((total, layer) => total + layer.parameters, 0) ?? 0;
  const total = held + weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  if (total > parameterLimit) {
    const args = { node: node.name, found: total.toLocaleString('en'), expected: parameterLimit.toLocaleString('en') };
    found.push(diagnostic('too.large', { node: node.id }, args));
  }
  const parameters = shared?.node ? 0 : total;
  return { inputs, outputs, types, stack, weights, parameters, diagnostics: found, upstream: upstreamOf(types, upstream) };
}

/** What follows data knows its size; everything else passes on what it got. */
function upstreamOf(types: Readonly<Record<string, PortType>>, upstream: Upstream | null): Upstream | null {
  const data = Object.values(types).find((type) => type.tag === 'data');
  if (!data || (upstream && !data.source)) return upstream;
  return { size: sizeOf(data.shape), corrupted: data.corrupted, range: upstream && data.corrupted ? upstream.range : data.range };
}
