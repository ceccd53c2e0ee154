/** Nodes that are missing before an input: a Decoder behind a code, an Encoder before a Bottleneck, a Prior beside what it is told apart from; wired at both ends. */
import type { Fix } from '../diagnostics/types';
import { defaultsOf } from '../document/fields';
import type { DataRange, PortType } from '../document/port-type';
import { sameShape, sizeOf } from '../document/shape';
import { idsOf } from '../document/ids';
import type { HourglassDocument, NodeId, Params, PortRef } from '../document/types';
import type { LayerSketch } from '../layers/definition';
import { plainStack } from '../layers/plain-stack';
import { fixes } from '../nodes/fixes';
import { nodeOf, nodes } from '../nodes/registry';
import { between } from './arrivals';
import { fitsFor, reachable, typeAt, wiresBeside, type MissingWire } from './missing-wires';
import type { Whole } from './whole';

/** Ids for several new nodes of one cure, the same ones each time. */
export function newIds(document: HourglassDocument): (stem: string) => NodeId {
  const taken = idsOf(document);
  return (stem) => {
    let id = stem;
    for (let number = 2; taken.has(id); number++) id = `${stem}-${number}`;
    taken.add(id);
    return id;
  };
}

export const encoderLayers: readonly LayerSketch[] = [{ kind: 'flatten', params: {} }, { kind: 'dense', params: { units: 128 } }];

/** The output of a Decoder for data of that range; `logits` where what reads it takes them. */
export const outputFor = (range: DataRange | undefined): string => (range === 'signed' ? 'tanh' : range === 'standardised' || range === 'real' ? 'linear' : 'logits');

interface Setting {
  readonly params?: Params;
  readonly layers?: readonly LayerSketch[];
}

/** What arrives at the other input of a node that compares two. */
function besideOf(whole: Whole, missing: MissingWire): { readonly from: PortRef; readonly type: PortType | null } | null {
  const [wire] = wiresBeside(whole, missing);
  return wire ? { from: wire.from, type: typeAt(whole.results(wire.from.node)!, wire.from.port) } : null;
}

/** Whether an output is what the input waits for: of the shape of what it is compared with, or else numbers of the same sort. */
export function isNatural(whole: Whole, missing: MissingWire, from: PortRef): boolean {
  const type = typeAt(whole.results(from.node)!, from.port);
  const { port } = missing;
  if (nodeOf(whole.document.nodes[from.node]!.kind)?.traits.isPrior && port.origin !== 'given' && port.accepts[0] !== 'code') return false;
  const beside = besideOf(whole, missing)?.type;
  if (!type) return true;
  if (beside) return beside.tag === 'indices' || sameShape(type.shape, beside.shape);
  const inner = (tag: string): boolean => tag === 'features' || tag === 'code';
  return inner(type.tag) === inner(port.accepts[0]!);
}

/** How the new node is set, fed from `source`. */
function settingFor(whole: Whole, missing: MissingWire, kind: string, source: PortRef): Setting {
  const { document, graph, results } = whole;
  const shape = typeAt(results(source.node)!, source.port)?.shape;
  if (kind === 'encoder') return { layers: shape?.length === 1 ? encoderLayers.slice(1) : encoderLayers };
  if (kind !== 'decoder') return {};
  const before = reachable(source.node, graph.into, 'from');
  const encoder = [...before].find((id) => document.nodes[id]!.kind === 'encoder' && results(id)?.stack?.output);
  const beside = besideOf(whole, missing)?.type;
  const { kind: reader, params } = document.nodes[missing.node]!;
  const range = beside?.tag === 'data' ? beside.range : undefined;
  const bounded = reader === 'loss' && typeof params['kind'] === 'string' && params['kind'].endsWith('cross-entropy');
  const output = bounded ? 'logits' : outputFor(range) === 'logits' ? 'sigmoid' : outputFor(range);
  if (encoder !== undefined) return { params: { output, mirror: encoder } };
  return { params: { output }, ...(shape && beside ? { layers: plainStack(shape, beside.shape) } : {}) };
}

/** A node of each kind that can stand before the input, fed from what fits it best. */
export function newNodesFor(whole: Whole, missing: MissingWire): readonly Fix[] {
  const { document } = whole;
  const { node, port } = missing;
  // What is known of the items is nothing that a node could make.
  if (port.aside) return [];
  const target = document.nodes[node]!;
  const beside = besideOf(whole, missing);
  const first = beside?.type?.tag ?? port.accepts[0]!;
  const wanted = first === 'data' || first === 'indices' ? ['data', 'logits'] : [first];
  return Object.values(nodes).flatMap((definition): Fix[] => {
    const { kind, title, traits, category } = definition;
    if (traits.objective || traits.feedsData || category === 'wiring' || category === 'data') return [];
    const fields = defaultsOf(definition.fields);
    const id: NodeId = newIds(document)(kind);
    const wires = (fixesBefore: readonly Fix[], label: string, setting: Setting, out: string, x: PortRef | null): Fix => {
      const position = x ? between(document.nodes[x.node]!.position, target.position) : { x: target.position.x - 280, y: target.position.y + 140 };
      return fixes.several(label, [fixes.addNode(label, { kind, id, position, ...setting }), ...fixesBefore, fixes.connect(label, { node: id, port: out }, { node, port: port.id })]);
    };
    if (traits.isPrior) {
      const like = definition.inputs(fields)[0]!;
      if (port.origin !== 'given' || !beside?.type || !like.accepts.includes(beside.type.tag)) return [];
      const label = `Add a ${title} like ${document.nodes[beside.from.node]!.name}`;
      return [wires([fixes.connect(label, beside.from, { node: id, port: like.id })], label, {}, definition.outputs(fields)[0]!.id, null)];
    }
    const input = definition.inputs(fields)[0];
    // What a Decoder makes is compared; it is no beginning of anything.
    if (!input || input.aside || port.origin === 'given' || (traits.mirror !== undefined && port.origin !== 'computed')) return [];
    const [source] = fitsFor(whole, node, input);
    if (!source) return [];
    const setting = settingFor(whole, missing, kind, source);
    const output = definition.outputs({ ...fields, ...setting.params }).find(({ gives }) => gives.every((tag) => port.accepts.includes(tag)));
    if (!output?.gives.some((tag) => wanted.includes(tag))) return [];
    const name = document.nodes[source.node]!.name;
    const label = `Add ${/^[AEIOU]/.test(title) ? 'an' : 'a'} ${title} behind ${name}`;
    return [wires([fixes.connect(label, source, { node: id, port: input.id })], label, setting, output.id, source)];
  });
}

/** Values of one item, for a code that is smaller. */
export const codeSize = (type: PortType | undefined): number => Math.max(1, Math.min(16, Math.floor((type ? sizeOf(type.shape) : 784) / 4)));
