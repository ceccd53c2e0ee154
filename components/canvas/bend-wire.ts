/** Puts a dot on a wire, which then runs through it. */
import type { Position, WireId } from '@/graph-engine/document/types';
import { announce, dispatch, getStudio } from '@/components/studio-state';
import { withBend } from './add-bend';
import { handleCentre } from './drop-wire';

export function bendWire(id: WireId, at: Position): void {
  const { nodes, wires } = getStudio().document;
  const wire = wires[id];
  const [from, to] = [wire && nodes[wire.from.node], wire && nodes[wire.to.node]];
  if (!wire || !from || !to) return;
  const ends = [handleCentre(from.id, wire.from.port, 'source') ?? from.position, handleCentre(to.id, wire.to.port, 'target') ?? to.position] as const;
  if (dispatch('setBends', { wire: id, bends: withBend(wire.bends, ends, at) }).ok) announce('Dot put on the wire: drag it, or double-click it to take it away.');
}
