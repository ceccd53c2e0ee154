/** The wires that end at a node: which carry something that their port takes, and what to do about the others. */
import { diagnostic } from '../diagnostics/print';
import type { Diagnostic, Fix } from '../diagnostics/types';
import { defaultsOf } from '../document/fields';
import type { PortTag, PortType } from '../document/port-type';
import { sameShape } from '../document/shape';
import type { GraphNode, Position, Wire } from '../document/types';
import type { InputPort, StackShapes, Upstream } from '../nodes/definition';
import { fixes } from '../nodes/fixes';
import { nodes } from '../nodes/registry';
import { stackCures } from './own-stack';
import type { NodeAnalysis } from './types';

/** A wire that ends at the node, with what is known of its other end. */
export interface Arrival {
  readonly wire: Wire;
  readonly source: GraphNode;
  /** The ports, types and stack of the source; null for one in a loop or of an unknown kind. */
  readonly ports: NodeAnalysis['outputs'] | null;
  readonly types: NodeAnalysis['types'];
  readonly stack: StackShapes | null;
  readonly upstream: Upstream | null;
}
export const typeOf = ({ types, wire }: Arrival): PortType | null => (Object.hasOwn(types, wire.from.port) ? types[wire.from.port]! : null);

export const listed = (tags: readonly string[]): string => (tags.length < 2 ? (tags[0] ?? 'nothing') : `${tags.slice(0, -1).join(', ')} or ${tags.at(-1)}`);

const takes = (port: InputPort, tags: readonly PortTag[]): boolean => tags.some((tag) => port.accepts.includes(tag));
export const between = (a: Position, b: Position): Position => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/** Another output of the same source that the port takes. */
function otherOutputs(node: GraphNode, { wire, source, ports }: Arrival, port: InputPort): Fix[] {
  return (ports ?? []).filter(({ id, gives }) => id !== wire.from.port && takes(port, gives)).map(({ id, label }) => fixes.reconnect(`Take ${label} of ${source.name} for ${node.name}`, wire.id, { from: { node: source.id, port: id } }));
}
/** A node that makes what the port takes of whatever it gets, as an Encoder makes features of data. */
function inserted(node: GraphNode, { wire, source }: Arrival, port: InputPort, gives: readonly PortTag[]): Fix[] {
  const position = between(source.position, node.position);
  return Object.values(nodes).flatMap((definition) => {
    const params = defaultsOf(definition.fields);
    const input = definition.inputs(params).find((one) => takes(one, gives));
    const makes = definition.outputs(params)[0]?.gives.every((tag) => port.accepts.includes(tag));
    const { objective, isPrior } = definition.traits;
    return input && makes && !objective && !isPrior ? [fixes.insertOnWire(`Put ${/^[AEIOU]/.test(definition.title) ? 'an' : 'a'} ${definition.title} between`, wire.id, { kind: definition.kind, position })] : [];
  });
}
/** Both wires of a port that takes one, through a node that makes one of them. */
function merged(node: GraphNode, port: InputPort, first: Arrival, second: Arrival): Fix[] {
  const [a, b] = [typeOf(first), typeOf(second)];
  if (!a || !b) return [];
  const beside = a.shape.length === b.shape.length && sameShape(a.shape.slice(0, -1), b.shape.slice(0, -1));
  const kind = beside && !sameShape(a.shape, b.shape) ? 'concat' : 'add';
  const [equal] = kind === 'concat' || sameShape(a.shape, b.shape) ? [fixes.several('', [])] : second.stack ? stackCures(second.source, second.stack, b.shape, a.shape) : [];
  if (!equal) return [];
  const definition = nodes[kind];
  if (![a, b].every(({ tag }) => takes({ ...port, accepts: definition.inputs({})[0]!.accepts }, [tag]))) return [];
  const label = kind === 'add' ? 'Add both' : 'Put both side by side';
  const position = between(between(first.source.position, second.source.position), node.position);
  const id = `${second.wire.id.slice(0, 50)}-${kind}`;
  const to = { node: id, port: 'in' };
  return [fixes.several(label, [equal, fixes.addNode(label, { kind, position, id }), fixes.reconnect(label, first.wire.id, { to }), fixes.reconnect(label, second.wire.id, { to }), fixes.connect(label, { node: id, port: 'out' }, { node: node.id, port: port.id })])];
}

/** By port; the wires that carry nothing that their port takes get a message. */
export function accepted(node: GraphNode, inputs: readonly InputPort[], arrivals: readonly Arrival[], found: Diagnostic[]): Map<string, Arrival[]> {
  const byPort = new Map<string, Arrival[]>(inputs.map(({ id }) => [id, []]));
  const isFree = (port: InputPort): boolean => port.many === true || !arrivals.some(({ wire }) => wire.to.port === port.id);
  for (const arrival of arrivals) {
    const { wire, source, ports } = arrival;
    const type = typeOf(arrival);
    const remove = fixes.disconnect('Delete the wire', [wire.id]);
    const output = ports?.find(({ id }) => id === wire.from.port);
    const gives = type ? [type.tag] : output?.gives;
    const port = inputs.find(({ id }) => id === wire.to.port);
    if (!port) {
      const others = inputs.filter((one) => isFree(one) && gives && takes(one, gives)).map((one) => fixes.reconnect(`Draw it to ${one.label}`, wire.id, { to: { node: node.id, port: one.id } }));
      found.push(diagnostic('wire.port', { wire: wire.id, node: node.id }, { node: node.name, port: wire.to.port }, { fixes: others.length > 0 ? others : [remove] }));
      continue;
    }
    const alone = port.many || !arrivals.some((other) => other !== arrival && other.wire.to.port === port.id);
    if (ports && !output) {
      const others = alone ? otherOutputs(node, arrival, port) : [];
      found.push(diagnostic('wire.port', { wire: wire.id, node: node.id }, { node: source.name, port: wire.from.port }, { fixes: others.length > 0 ? others : [remove] }));
      continue;
    }
    if (gives && !takes(port, gives)) {
      const args = { to: `${node.name} (${port.label})`, from: source.name, expected: listed(port.accepts), found: listed(gives) };
      const cures = alone ? [...otherOutputs(node, arrival, port), ...inserted(node, arrival, port, gives)] : [];
      found.push(diagnostic('wire.incompatible', { wire: wire.id, node: node.id, port: port.id }, args, { fixes: cures.length > 0 ? cures.slice(0, 3) : [remove] }));
      continue;
    }
    const list = byPort.get(port.id)!;
    if (list.length > 0 && !port.many) {
      const [first] = list as [Arrival];
      const apart = first.source.id === source.id ? [remove] : [arrival, first].map((one) => fixes.disconnect(`Delete the wire from ${one.source.name}`, [one.wire.id]));
      found.push(diagnostic('wire.extra', { wire: wire.id, node: node.id, port: port.id }, { node: node.name, port: port.label }, { fixes: [...merged(node, port, first, arrival), ...apart] }));
      continue;
    }
    list.push(arrival);
  }
  return byPort;
}
