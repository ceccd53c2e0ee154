/** Whether a wire may be drawn; the canvas asks it while dragging, the commands before they change anything. */
import type { KindCatalogue } from './catalogue';
import { own } from './own';
import { inputsOf, outputsOf } from './ports';
import type { Refusal } from './refusal';
import type { HourglassDocument, NodeId, PortRef, WireId } from './types';

type Graph = Pick<HourglassDocument, 'nodes' | 'wires'>;

/** Whether data flows from `start` to `goal`, following wires but `without`. */
function reaches(document: Graph, start: NodeId, goal: NodeId, without: ReadonlySet<WireId>): boolean {
  const next = new Map<NodeId, NodeId[]>();
  for (const wire of Object.values(document.wires)) {
    if (without.has(wire.id)) continue;
    const targets = next.get(wire.from.node);
    if (targets) targets.push(wire.to.node);
    else next.set(wire.from.node, [wire.to.node]);
  }
  const seen = new Set([start]);
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node === goal) return true;
    for (const target of next.get(node) ?? []) {
      if (seen.has(target)) continue;
      seen.add(target);
      open.push(target);
    }
  }
  return false;
}

/** The wires that a new one ending at `to` would replace: those at a port that takes a single wire. */
export function replacedWires(document: Graph, to: PortRef, catalogue: KindCatalogue): readonly WireId[] {
  const node = own(document.nodes, to.node);
  const port = node && inputsOf(node, catalogue)?.find((input) => input.id === to.port);
  if (!port || port.many) return [];
  return Object.values(document.wires)
    .filter((wire) => wire.to.node === to.node && wire.to.port === to.port)
    .map((wire) => wire.id);
}

/** Null where the wire may be drawn. `moving` is the wire whose end is being moved, if any. */
export function canConnect(document: Graph, from: PortRef, to: PortRef, catalogue: KindCatalogue, moving?: WireId): Refusal | null {
  const source = own(document.nodes, from.node);
  if (!source) return { reason: 'The node that the wire starts at is not there.' };
  const target = own(document.nodes, to.node);
  if (!target) return { reason: 'The node that the wire ends at is not there.' };
  const outputs = outputsOf(source, catalogue);
  const inputs = inputsOf(target, catalogue);
  if (!outputs) return { reason: `${source.name} is of the unknown kind “${source.kind}”, so its ports are not known.`, at: { node: source.id } };
  if (!inputs) return { reason: `${target.name} is of the unknown kind “${target.kind}”, so its ports are not known.`, at: { node: target.id } };
  const output = outputs.find((port) => port.id === from.port);
  if (!output) return { reason: `${source.name} has no output “${from.port}”.`, at: { node: source.id, port: from.port } };
  const input = inputs.find((port) => port.id === to.port);
  if (!input) return { reason: `${target.name} has no input “${to.port}”.`, at: { node: target.id, port: to.port } };
  if (source.id === target.id) return { reason: `${source.name} cannot be wired to itself.`, at: { node: source.id, port: to.port } };
  if (!output.gives.some((tag) => input.accepts.includes(tag))) {
    return {
      reason: `“${input.label}” of ${target.name} takes ${input.accepts.join(' or ')}, and “${output.label}” of ${source.name} gives ${output.gives.join(' or ')}.`,
      at: { node: target.id, port: to.port },
    };
  }
  const same = Object.values(document.wires).find(
    (wire) =>
      wire.id !== moving && wire.from.node === from.node && wire.from.port === from.port && wire.to.node === to.node && wire.to.port === to.port,
  );
  if (same) return { reason: `${source.name} is already wired to “${input.label}” of ${target.name}.`, at: { wire: same.id } };
  const gone = new Set(replacedWires(document, to, catalogue));
  if (moving !== undefined) gone.add(moving);
  if (reaches(document, target.id, source.id, gone)) {
    return { reason: `With this wire, ${source.name} would depend on its own output.`, at: { node: target.id, port: to.port } };
  }
  return null;
}
