/** Cures for what concerns more than a node and what stands before it: wires from elsewhere, and nodes wired at once: a Dataset, a Loss, or the whole way between them. */
import type { Diagnostic, Fix } from '../diagnostics/types';
import type { DataRange } from '../document/port-type';
import { sameShape, type Shape } from '../document/shape';
import { layersOf, type HourglassDocument, type NodeId, type Params, type PortRef, type Position, type WireId } from '../document/types';
import { fixes } from '../nodes/fixes';
import { nodeOf } from '../nodes/registry';
import { datasetList } from '../data/sources/registry';
import { embedColumns } from './embedding-cures';
import { mirrorField } from '../nodes/mirror-field';
import { shapesThrough } from './stack';
import { codeSize, encoderLayers, isNatural, newIds, newNodesFor, outputFor } from './new-nodes';
import { connectFix, fitsFor, isGiven, reachable, type MissingWire } from './missing-wires';
import type { loopsOf } from './loops';
import type { Whole, WholeCures } from './whole';

/** Beside everything that is there. */
function beside(document: HourglassDocument, side: 'left' | 'right', column = 1): Position {
  const places = Object.values(document.nodes).map(({ position }) => position);
  const y = Math.min(0, ...places.map((place) => place.y));
  if (side === 'left') return { x: Math.min(280, ...places.map(({ x }) => x)) - 280 * column, y };
  return { x: Math.max(-280, ...places.map(({ x }) => x)) + 280 * column, y };
}

const isFed = (document: HourglassDocument, id: NodeId): boolean => nodeOf(document.nodes[id]!.kind)?.traits.feedsData === true;

/** A set that needs no file, of the size that a Decoder with layers of its own gives; none where that is the usual one. */
function fittingSource({ document }: Whole, labelled: boolean): { readonly params?: Params } {
  const given = Object.values(document.nodes).flatMap((node) => {
    const isDecoder = nodeOf(node.kind)?.traits.mirror !== undefined && !mirrorField(node);
    const output = isDecoder ? shapesThrough(layersOf(node), [1]).output : null;
    return output ? [output] : [];
  });
  const sets = datasetList.filter(({ origin, shape, classes }) => origin === 'generated' && (classes > 0 || !labelled) && shape && given.some((one) => sameShape(one, shape)));
  return sets[0] ? { params: { source: sets[0].id } } : {};
}

/** A Dataset, wired to every input that waits for data: those that nothing else fits, and those that take data before anything else but have been given codes. */
function addDataset(whole: Whole): Fix {
  const { document, missing } = whole;
  const label = 'Add a Dataset';
  const id = newIds(document)('dataset');
  const isOfCodes = ({ port, fits: [best] }: MissingWire): boolean => best !== undefined && port.accepts[0] === 'data' && nodeOf(document.nodes[best.node]!.kind)?.traits.isPrior === true;
  const waiting = missing.filter((one) => one.port.accepts.includes('data') && one.port.origin !== 'computed' && (one.fits.length === 0 || isOfCodes(one)));
  const wires = waiting.map(({ node, port }) => fixes.connect(label, { node: id, port: port.aside ?? 'data' }, { node, port: port.id }));
  return fixes.several(label, [fixes.addNode(label, { kind: 'dataset', id, position: beside(document, 'left'), ...fittingSource(whole, waiting.some(({ port }) => port.aside === 'label')) }), ...wires]);
}

/** The loss that suits an output of that tag to data of that range. */
function lossParams(tag: string | undefined, range: DataRange | undefined): { readonly kind: string } {
  const bounded = range === undefined || range === 'unit' || range === 'binary';
  return { kind: tag === 'logits' && bounded ? 'binary-cross-entropy' : 'squared' };
}

/** Outputs that a Loss may compare with these data: of their shape, or not known yet. Those that nothing uses come first. */
function predictions({ document, graph, results }: Whole, shape: Shape | null): readonly PortRef[] {
  const found = Object.keys(document.nodes).flatMap((node) => {
    if (isGiven(document.nodes[node]!.kind) || nodeOf(document.nodes[node]!.kind)?.traits.objective) return [];
    const isFree = (graph.outOf.get(node) ?? []).length === 0;
    return (results(node)?.outputs ?? []).flatMap(({ id: port, gives }) => {
      const type = results(node)!.types[port];
      const fits = type ? ['data', 'logits'].includes(type.tag) && shape !== null && sameShape(type.shape, shape) : gives.every((tag) => tag === 'data' || tag === 'logits');
      return fits && isFree ? [{ node, port }] : [];
    });
  });
  return found;
}

/** A Loss that compares `prediction` with the data. */
function lossFor({ document, results }: Whole, label: string, prediction: PortRef, target: PortRef): Fix {
  const id = newIds(document)('loss');
  const data = results(target.node)!.types[target.port];
  const params = lossParams(results(prediction.node)!.types[prediction.port]?.tag, data?.tag === 'data' ? data.range : undefined);
  const add = fixes.addNode(label, { kind: 'loss', id, params, position: beside(document, 'right') });
  return fixes.several(label, [add, fixes.connect(label, prediction, { node: id, port: 'prediction' }), fixes.connect(label, target, { node: id, port: 'target' })]);
}

/** Wires that are missing on the way to a node, each where it fits best. */
function wiresTo({ graph, missing }: Whole, label: string, goal: NodeId): Fix[] {
  const before = reachable(goal, graph.into, 'from');
  return missing.flatMap(({ node, port, fits: [best] }) => (before.has(node) && best ? [fixes.connect(label, best, { node, port: port.id })] : []));
}

/** Encoder, Bottleneck, Decoder and Loss behind `data`, and a Dataset where there is none. */
function autoencoder(whole: Whole, data: PortRef | null): Fix {
  const { document, results } = whole;
  const label = `Add ${data ? '' : 'a Dataset, '}an Encoder, a Bottleneck, a Decoder and a Loss`;
  const newId = newIds(document);
  const type = data ? results(data.node)?.types[data.port] : undefined;
  const range = type?.tag === 'data' ? type.range : undefined;
  const source = data ?? { node: newId('dataset'), port: 'data' };
  const [encoder, bottleneck, decoder, loss] = ['encoder', 'bottleneck', 'decoder', 'loss'].map(newId) as [string, string, string, string];
  const at = (column: number): Position => beside(document, 'right', column);
  const output = outputFor(range);
  const wire = (from: PortRef, to: PortRef): Fix => fixes.connect(label, from, to);
  return fixes.several(label, [
    ...(data ? [] : [fixes.addNode(label, { kind: 'dataset', id: source.node, position: beside(document, 'right', 1) })]),
    fixes.addNode(label, { kind: 'encoder', id: encoder, position: at(2), layers: encoderLayers }),
    fixes.addNode(label, { kind: 'bottleneck', id: bottleneck, position: at(3), params: { size: codeSize(type) } }),
    fixes.addNode(label, { kind: 'decoder', id: decoder, position: at(4), params: { mirror: encoder, output } }),
    fixes.addNode(label, { kind: 'loss', id: loss, position: at(5), params: lossParams(output === 'logits' ? 'logits' : 'data', range) }),
    wire(source, { node: encoder, port: 'in' }),
    wire({ node: encoder, port: 'out' }, { node: bottleneck, port: 'in' }),
    wire({ node: bottleneck, port: 'code' }, { node: decoder, port: 'in' }),
    wire({ node: decoder, port: 'out' }, { node: loss, port: 'prediction' }),
    wire(source, { node: loss, port: 'target' }),
  ]);
}

const dataOf = ({ document }: Whole): PortRef | null => {
  const node = Object.keys(document.nodes).find((id) => isFed(document, id));
  return node === undefined ? null : { node, port: 'data' };
};

/** A Loss at the output that waits for one; where nothing is computed yet, what leads there as well. */
function addLoss(whole: Whole): readonly Fix[] {
  const data = dataOf(whole);
  const prediction = data && predictions(whole, whole.results(data.node)?.types[data.port]?.shape ?? null)[0];
  if (!data || !prediction) return [autoencoder(whole, data)];
  const label = 'Add a Loss';
  return [fixes.several(label, [...wiresTo(whole, label, prediction.node), lossFor(whole, label, prediction, data)])];
}

/** The way from the data to a Loss that has nothing to compare: `target` is its other input. */
function networkFor({ document, graph }: Whole, { node, port }: MissingWire): readonly Fix[] {
  const target = (graph.into.get(node) ?? []).find((wire) => wire.to.port !== port.id)?.from;
  if (!target || !isFed(document, target.node) || port.origin !== 'computed') return [];
  const label = 'Add an Encoder, a Bottleneck and a Decoder';
  const newId = newIds(document);
  const [encoder, bottleneck, decoder] = ['encoder', 'bottleneck', 'decoder'].map(newId) as [string, string, string];
  const at = (column: number): Position => beside(document, 'right', column);
  const wire = (from: PortRef, to: PortRef): Fix => fixes.connect(label, from, to);
  return [
    fixes.several(label, [
      fixes.addNode(label, { kind: 'encoder', id: encoder, position: at(1), layers: encoderLayers }),
      fixes.addNode(label, { kind: 'bottleneck', id: bottleneck, position: at(2) }),
      fixes.addNode(label, { kind: 'decoder', id: decoder, position: at(3), params: { mirror: encoder } }),
      wire(target, { node: encoder, port: 'in' }),
      wire({ node: encoder, port: 'out' }, { node: bottleneck, port: 'in' }),
      wire({ node: bottleneck, port: 'code' }, { node: decoder, port: 'in' }),
      wire({ node: decoder, port: 'out' }, { node, port: port.id }),
    ]),
  ];
}

/** For a wire that carries what its port cannot use, or not beside what arrives at another, the output that fits there best. */
export function otherWires({ document, graph, results }: Whole, { at }: Diagnostic): readonly Fix[] {
  if (at.node === undefined || (at.wire === undefined && at.port === undefined)) return [];
  const arriving = graph.into.get(at.node) ?? [];
  return (at.wire === undefined ? arriving : arriving.filter(({ id }) => id === at.wire)).flatMap((wire) => {
    const port = results(wire.to.node)?.inputs.find(({ id }) => id === wire.to.port);
    if (!port || port.many || arriving.some((other) => other !== wire && other.to.port === wire.to.port)) return [];
    const [best] = fitsFor({ document, graph, results }, wire.to.node, port).filter(({ node, port: from }) => node !== wire.from.node || from !== wire.from.port);
    return best ? [fixes.reconnect(`${connectFix(document, results, best, wire.to).label} instead`, wire.id, { from: best })] : [];
  });
}

/** Finding what fits looks at all outputs; beyond this many wires nobody sees the one that went past a node. */
const mostWires = 60;

/** Wires that go past `loose` ones, which are where they come from as a rule. */
function replugged(whole: Whole, loose: ReadonlySet<NodeId>): readonly Fix[] {
  const { document, graph, results } = whole;
  const wires = Object.values(document.wires);
  if (wires.length > mostWires) return [];
  return wires.flatMap(({ id, from, to }) => {
    const port = loose.has(from.node) || loose.has(to.node) ? undefined : results(to.node)?.inputs.find((one) => one.id === to.port);
    if (!port || port.many) return [];
    const [best] = fitsFor({ document, graph, results }, to.node, port);
    const isLoose = best && loose.has(best.node) && (graph.outOf.get(best.node) ?? []).length === 0 && isNatural(whole, { node: to.node, port, fits: [] }, best);
    return isLoose ? [fixes.reconnect(`${connectFix(document, results, best, to).label} instead`, id, { from: best })] : [];
  });
}

/** What brings a node that trains nothing into use: a wire that is missing behind it, or a Loss of its own. */
function useOf(whole: Whole, id: NodeId): readonly Fix[] {
  const { document, graph, results, missing } = whole;
  const after = reachable(id, graph.outOf, 'to');
  const data = dataOf(whole);
  const prediction = data && predictions(whole, whole.results(data.node)?.types[data.port]?.shape ?? null).find(({ node }) => after.has(node));
  const wires = missing.flatMap(({ node, port, fits: [best] }) => (best && after.has(best.node) ? [{ from: best, to: { node, port: port.id } }] : []));
  const named = [...wires.map(({ from, to }) => connectFix(document, results, from, to)), ...replugged(whole, after)];
  if (named.length > 0 || !data || !prediction) return named;
  const label = `Compare ${document.nodes[prediction.node]!.name} with the data in a Loss`;
  return [lossFor(whole, label, prediction, data)];
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

/** Wires from outputs that fit, and nodes that may have stood before an input; where there is neither, the whole way to it. */
function missingCures(whole: Whole, wire: MissingWire): readonly Fix[] {
  const { document, results } = whole;
  const { node, port, fits } = wire;
  const natural = fits.filter((from) => isNatural(whole, wire, from));
  const connected = (list: typeof fits): Fix[] => list.slice(0, mostOffers).map((from) => connectFix(document, results, from, { node, port: port.id }));
  const offers = [...connected(natural), ...newNodesFor(whole, wire), ...connected(fits.filter((from) => !natural.includes(from)))];
  return offers.length > 0 ? offers : networkFor(whole, wire);
}

export const wholeCures: WholeCures = { loop: loopCures, missing: missingCures, unused: (whole, id) => [...useOf(whole, id), fixes.removeNodes('Delete the node', [id])], unwired: embedColumns, noData: (whole) => [addDataset(whole)], noLoss: addLoss };
