/** The wires of a document by the node they end at. Whoever asks at every node asks here: looking through all wires each time takes quadratic time. */
import type { NodeId, Wire, WireId } from './types';

type Wires = Readonly<Record<WireId, Wire>>;
const none: readonly Wire[] = [];
/** A document never changes in place, so that what was found for its wires stays true. */
const known = new WeakMap<Wires, ReadonlyMap<NodeId, readonly Wire[]>>();

function indexOf(wires: Wires): ReadonlyMap<NodeId, readonly Wire[]> {
  const found = known.get(wires);
  if (found) return found;
  const index = new Map<NodeId, Wire[]>();
  for (const wire of Object.values(wires)) {
    const list = index.get(wire.to.node);
    if (list) list.push(wire);
    else index.set(wire.to.node, [wire]);
  }
  for (const list of index.values()) list.sort((a, b) => (a.id < b.id ? -1 : 1));
  known.set(wires, index);
  return index;
}

/** In the order of their ids, which is the order of a port's inputs. */
export const wiresInto = ({ wires }: { readonly wires: Wires }, node: NodeId): readonly Wire[] => indexOf(wires).get(node) ?? none;
