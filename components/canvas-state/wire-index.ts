/** Wires by the ports they touch, made once per set of wires. */
import type { HourglassDocument, Wire } from '@/graph-engine/document/types';

export interface NodeWires {
  /** By port id. */
  readonly inputs: Readonly<Record<string, readonly Wire[]>>;
  readonly outputs: Readonly<Record<string, readonly Wire[]>>;
}
type Index = ReadonlyMap<string, NodeWires>;

const none: NodeWires = { inputs: {}, outputs: {} };
const known = new WeakMap<HourglassDocument['wires'], Index>();

function indexOf(wires: HourglassDocument['wires']): Index {
  const index = new Map<string, { inputs: Record<string, Wire[]>; outputs: Record<string, Wire[]> }>();
  const at = (node: string) => {
    const entry = index.get(node) ?? { inputs: {}, outputs: {} };
    index.set(node, entry);
    return entry;
  };
  for (const wire of Object.values(wires)) {
    (at(wire.from.node).outputs[wire.from.port] ??= []).push(wire);
    (at(wire.to.node).inputs[wire.to.port] ??= []).push(wire);
  }
  return index;
}

export function wiresOf({ wires }: Pick<HourglassDocument, 'wires'>, node: string): NodeWires {
  let index = known.get(wires);
  if (!index) {
    index = indexOf(wires);
    known.set(wires, index);
  }
  return index.get(node) ?? none;
}

/** A text that changes exactly when the node's wires do: what a node's component subscribes to. */
export const wiresKey = (document: Pick<HourglassDocument, 'wires'>, node: string): string => {
  const { inputs, outputs } = wiresOf(document, node);
  const print = (ports: NodeWires['inputs']): string =>
    Object.entries(ports)
      .map(([port, wires]) => `${port}:${wires.map((wire) => wire.id).join(',')}`)
      .join(' ');
  return `${print(inputs)}|${print(outputs)}`;
};
