/** Inputs without a wire, and which outputs fit there best: the wire that a user has just deleted comes first. */
import type { Fix } from '../diagnostics/types';
import { defaultsOf } from '../document/fields';
import { sameShape } from '../document/shape';
import type { HourglassDocument, NodeId, PortRef, Wire } from '../document/types';
import type { InputPort, OutputPort } from '../nodes/definition';
import { fixes } from '../nodes/fixes';
import { nodeOf } from '../nodes/registry';
import type { Graph } from './graph';
import type { NodeAnalysis } from './types';

export type Results = (id: NodeId) => NodeAnalysis | undefined;
export interface MissingWire {
  readonly node: NodeId;
  readonly port: InputPort;
  /** Outputs that fit, the best first. */
  readonly fits: readonly PortRef[];
}

export interface Searched {
  readonly document: HourglassDocument;
  readonly graph: Graph;
  readonly results: Results;
}

/** Everything that `start` leads to (`outOf`) or comes from (`into`), and `start` itself. */
export function reachable(start: NodeId, wires: Graph['into'], end: 'from' | 'to'): ReadonlySet<NodeId> {
  const seen = new Set([start]);
  for (const id of seen) for (const wire of wires.get(id) ?? []) seen.add(wire[end].node);
  return seen;
}

/** What is drawn from a source, with no input that it needs. */
export function isGiven(kind: string): boolean {
  const definition = nodeOf(kind);
  return definition !== null && definition.inputs(defaultsOf(definition.fields)).every(({ optional }) => optional);
}

/** The type of an output, where it is known; never something that every object has. */
export const typeAt = (result: NodeAnalysis, port: string) => (Object.hasOwn(result.types, port) ? result.types[port]! : null);

/** Wires at the other inputs of a node, which are mostly compared with this one; a label is compared with nothing that has its shape. */
export function wiresBeside({ graph, results }: Pick<Searched, 'graph' | 'results'>, { node, port }: Omit<MissingWire, 'fits'>): readonly Wire[] {
  if (port.aside) return [];
  const apart = new Set([port.id, ...results(node)!.inputs.flatMap(({ id, aside }) => (aside ? [id] : []))]);
  return (graph.into.get(node) ?? []).filter(({ to }) => !apart.has(to.port));
}

/** Numbers to compare in order; the lowest is the best. Null where the output does not fit. */
function rankOf(document: HourglassDocument, graph: Graph, results: Results, missing: Omit<MissingWire, 'fits'>, source: NodeId, output: OutputPort, place: number): number[] | null {
  const { node, port } = missing;
  const result = results(source)!;
  const type = typeAt(result, output.id);
  const tag = (type ? [type.tag] : output.gives).findIndex((one) => port.accepts.includes(one));
  if (tag < 0) return null;
  const accepts = port.accepts.indexOf(type ? type.tag : output.gives[tag]!);
  const { kind, position } = document.nodes[source]!;
  const given = isGiven(kind);
  const wrongOrigin = port.origin !== undefined && (port.origin === 'given') !== given;
  // One shape speaks for another.
  const beside = wiresBeside({ graph, results }, missing).flatMap(({ from }) => typeAt(results(from.node)!, from.port)?.shape ?? []);
  const otherShape = beside.length > 0 && type !== null && !sameShape(beside, type.shape);
  const isUsed = (graph.outOf.get(source) ?? []).length > 0;
  const isPrior = nodeOf(kind)!.traits.isPrior === true && port.origin !== 'given';
  const target = document.nodes[node]!.position;
  return [Number(wrongOrigin), Number(otherShape), Number(isUsed), Number(isPrior), accepts, place, Math.hypot(position.x - target.x, position.y - target.y)];
}

/** Outputs that fit an input, the best first. */
export function fitsFor({ document, graph, results }: Searched, node: NodeId, port: InputPort): readonly PortRef[] {
  const after = reachable(node, graph.outOf, 'to');
  const candidates = Object.keys(document.nodes).flatMap((source) =>
    after.has(source)
      ? []
      : (results(source)?.outputs ?? []).flatMap((output, place) => {
          const rank = output.aside !== port.aside ? null : rankOf(document, graph, results, { node, port }, source, output, place);
          return rank ? [{ ref: { node: source, port: output.id }, rank }] : [];
        }),
  );
  candidates.sort((a, b) => a.rank.map((n, i) => n - b.rank[i]!).find((n) => n !== 0) ?? 0);
  // What comes from the wrong side (the data as their own reconstruction) is no cure.
  return candidates.filter(({ rank }) => rank[0] === 0).map(({ ref }) => ref);
}

/** Finding what fits looks at all outputs; beyond this many inputs nobody reads the offers. */
const mostSearched = 24;

export function missingWires(searched: Searched): readonly MissingWire[] {
  const { document, graph, results } = searched;
  const found: MissingWire[] = [];
  for (const id of Object.keys(document.nodes)) {
    const arriving = graph.into.get(id) ?? [];
    for (const port of results(id)!.inputs) {
      if (port.optional || arriving.some((wire) => wire.to.port === port.id)) continue;
      found.push({ node: id, port, fits: found.length < mostSearched ? fitsFor(searched, id, port) : [] });
    }
  }
  return found;
}

/** `Connect Latent to Decoder`, with the ports where a node has several. */
export function connectFix(document: HourglassDocument, results: Results, from: PortRef, to: PortRef): Fix {
  const [outputs, inputs] = [results(from.node)!.outputs, results(to.node)!.inputs];
  const output = outputs[0]?.id === from.port ? '' : `${outputs.find(({ id }) => id === from.port)!.label} of `;
  const input = inputs.length < 2 ? '' : `${inputs.find(({ id }) => id === to.port)!.label} of `;
  return fixes.connect(`Connect ${output}${document.nodes[from.node]!.name} to ${input}${document.nodes[to.node]!.name}`, from, to);
}
