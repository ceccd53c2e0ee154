/** Puts a dot on a wire, which then runs through it. */
import type { Position, WireId } from '@/graph-engine/document/types';
import { announce, dispatch, getStudio } from '@/components/studio-state';
import { withBend } from './add-bend';
import { endsOf } from './drop-wire';

/** In the middle between its ends where no place is given. */
export function bendWire(id: WireId, at?: Position): void {
  const wire = getStudio().document.wires[id];
  const ends = wire && endsOf(wire);
  if (!wire || !ends) return;
  const [from, to] = ends;
  const place = at ?? { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  if (dispatch('setBends', { wire: id, bends: withBend(wire.bends, ends, place) }).ok) announce('Dot put on the wire: drag it, or double-click it to take it away.');
}
