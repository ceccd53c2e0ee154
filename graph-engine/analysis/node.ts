/** One node: its ports, types, stack and messages, from what is known of the nodes before it. Pure. */
import { diagnostic } from '../diagnostics/print';
import type { Diagnostic, Fix } from '../diagnostics/types';
import type { PortType } from '../document/port-type';
import { readParams } from '../document/fields';
import { sizeOf, type Shape } from '../document/shape';
import type { GraphNode } from '../document/types';
import { plainStack } from '../layers/plain-stack';
import { layerOf } from '../layers/registry';
import type { StackShapes, Upstream, WireSource } from '../nodes/definition';
import { fixes } from '../nodes/fixes';
import { nodeOf } from '../nodes/registry';
import { accepted, typeOf, type Arrival } from './arrivals';
import { layerCures } from './layer-cures';
import { ownOf } from './own';
import { stackCures } from './own-stack';
import { largeCures } from './too-large';
import { mirrorOf, shapesThrough } from './stack';
import type { NodeAnalysis } from './types';

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

const leastUpstream = (arrivals: readonly Arrival[]): Upstream | null =>
  arrivals.reduce<Upstream | null>((least, { upstream }) => {
    if (!upstream || !least) return upstream ?? least;
    const range = least.range === upstream.range ? least.range : null;
    const { size, shape } = upstream.size < least.size ? upstream : least;
    return { size, shape, corrupted: least.corrupted || upstream.corrupted, range };
  }, null);

/** The layers that run, with messages about each. */
function runStack({ node, mirror, shared }: NodeFacts, input: Shape, masked: boolean, upstream: Upstream | null, found: Diagnostic[]): StackShapes {
  const own = ownOf(node, nodeOf(node.kind)!).layers;
  const unknown = mirror ? [] : own.filter(({ kind }) => !layerOf(kind));
  for (const { id, kind } of unknown) found.push(diagnostic('layer.unknown', { node: node.id, layer: id }, { kind }, { fixes: [fixes.removeLayers('Delete the layer', node.id, [id])] }));
  const layers = mirror ? mirrored(node, mirror, input, upstream, found) : own;
  if (!layers) return { layers: [], output: null, masked: false };
  const shapes = shapesThrough(layers, input, masked);
  shapes.layers.forEach(({ id, kind, problem }, index) => {
    if (!problem) return;
    const args = { layer: layerOf(kind)!.title, expected: problem.expected, found: problem.found, cure: problem.cure };
    found.push(diagnostic('layer.input', { node: node.id, layer: id }, args, { fixes: mirror ? [] : layerCures(node, own, index, input, problem) }));
  });
  if (shared?.node) checkShared(node, shared.node, shared.stack, shapes, found);
  return shapes;
}

function mirrored(node: GraphNode, { node: target, stack }: Reference, input: Shape, upstream: Upstream | null, found: Diagnostic[]) {
  if (!target) return null;
  const layers = stack ? mirrorOf(stack, input) : 'it has no input, or depends on this node';
  if (typeof layers !== 'string') return layers;
  const field = nodeOf(node.kind)!.traits.mirror!;
  const fix = fixes.ownStack(`Give ${node.name} a stack of its own`, node, field, upstream ? plainStack(input, upstream.shape) : []);
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
        : theirs.layers[0]?.masked !== ours.layers[0]?.masked
          ? 'only one of them gets a sequence with a mask'
          : null;
  if (reason) found.push(diagnostic('share.mismatch', { node: node.id }, { node: node.name, target: target.name, reason }, { fixes: [fixes.shareNothing(node.id)] }));
}

function unknownKind({ node }: NodeFacts): NodeResult {
  const fix = fixes.removeNodes('Delete the node', [node.id]);
  const diagnostics = [diagnostic('node.unknown', { node: node.id }, { kind: node.kind }, { fixes: [fix] })];
  return { inputs: [], outputs: [], types: {}, stack: null, weights: [], parameters: 0, diagnostics, upstream: null };
}

const known = (byPort: ReadonlyMap<string, readonly Arrival[]>, port: string): readonly Arrival[] => (byPort.get(port) ?? []).filter((arrival) => typeOf(arrival) !== null);

/** The field that is the size of the vector it gives. */
function sizeCures({ source, ...arrival }: Arrival, expected: Shape): readonly Fix[] {
  const field = nodeOf(source.kind)?.fields['size'];
  const shape = typeOf({ source, ...arrival })!.shape;
  if (field?.type !== 'integer' || shape.length !== 1 || expected.length !== 1 || readParams({ size: field }, source.params).size !== shape[0]) return [];
  return [fixes.setParam(`Set ${field.label} to ${expected[0]}`, source.id, 'size', expected[0]!)];
}

function sourceOf(arrival: Arrival): WireSource {
  const { wire, source, stack } = arrival;
  return {
    wire: wire.id,
    node: source,
    fields: nodeOf(source.kind)?.fields ?? {},
    port: wire.from.port,
    cures: (expected) => (stack ? stackCures(source, stack, typeOf(arrival)!.shape, expected) : sizeCures(arrival, expected)),
  };
}

export function analyseNode(facts: NodeFacts): NodeResult {
  const { node, arrivals, shared, mirror } = facts;
  const definition = nodeOf(node.kind);
  if (!definition) return unknownKind(facts);
  const found: Diagnostic[] = [];
  const { params, inputs, outputs, diagnostics: ofFields, diagnosticsOfLayers } = ownOf(node, definition);
  found.push(...ofFields, ...(mirror ? [] : diagnosticsOfLayers));
  for (const [reference, field] of [[mirror, 'mirrored Encoder'], [shared, 'node to share weights with']] as const) {
    if (!reference || reference.node) continue;
    const [code, data] = [arrivals.map(typeOf)[0]?.shape, leastUpstream(arrivals)?.shape];
    const byItself = (): Fix => fixes.ownStack(`Give ${node.name} a stack of its own`, node, definition.traits.mirror!, code && data ? plainStack(code, data) : []);
    found.push(diagnostic('reference.missing', { node: node.id }, { node: node.name, field }, { fixes: [reference === shared ? fixes.shareNothing(node.id) : byItself()] }));
  }
  if (shared?.node && (shared.node.kind !== node.kind || !definition.traits.shareable || shared.node.id === node.id)) {
    const reason = shared.node.id === node.id ? 'it is the same node' : definition.traits.shareable ? 'it is of another kind' : 'nodes of this kind hold no weights to share';
    found.push(diagnostic('share.mismatch', { node: node.id }, { node: node.name, target: shared.node.name, reason }, { fixes: [fixes.shareNothing(node.id)] }));
  }
  const byPort = accepted(node, inputs, arrivals, found);
  const upstream = leastUpstream(arrivals.filter((arrival) => byPort.get(arrival.wire.to.port)?.includes(arrival)));
  let stack: StackShapes | null = null;
  const { outputs: types, weights = [] } = definition.infer({
    node,
    params,
    inputs: (port) => known(byPort, port).map((arrival) => typeOf(arrival)!),
    input: (port) => known(byPort, port).map(typeOf)[0] ?? null,
    sources: (port) => known(byPort, port).map(sourceOf),
    upstream,
    stack: (input, masked = false) => (stack ??= runStack(facts, input, masked, upstream, found)),
    report: (d) => void found.push(d),
  });
  const held = (stack as StackShapes | null)?.layers.reduce((total, layer) => total + layer.parameters, 0) ?? 0;
  const total = held + weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  if (total > parameterLimit) {
    const args = { node: node.name, found: total.toLocaleString('en'), expected: parameterLimit.toLocaleString('en') };
    const cures = stack && !mirror ? largeCures(node, stack, parameterLimit - total + held) : [];
    found.push(diagnostic('too.large', { node: node.id }, args, { fixes: cures }));
  }
  const parameters = shared?.node ? 0 : total;
  return { inputs, outputs, types, stack, weights, parameters, diagnostics: found, upstream: upstreamOf(types, upstream) };
}

/** What follows data knows its size; everything else passes on what it got. */
function upstreamOf(types: Readonly<Record<string, PortType>>, upstream: Upstream | null): Upstream | null {
  const data = Object.values(types).find((type) => type.tag === 'data');
  if (!data || (upstream && !data.source)) return upstream;
  return { size: sizeOf(data.shape), shape: data.shape, corrupted: data.corrupted, range: upstream && data.corrupted ? upstream.range : data.range };
}
