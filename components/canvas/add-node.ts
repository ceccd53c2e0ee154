/** Adds a node at a place, wired or put into a wire at once; one step of the history. */
import { newId } from '@/graph-engine/document/ids';
import type { Position, WireId } from '@/graph-engine/document/types';
import { announce, batch, dispatch, getStudio, select } from '@/components/studio-state';
import { boxesOf, expectedSize, focusOnCanvas, reveal } from '@/components/canvas-state/canvas-view';
import { getCanvas, type PortEnd } from '@/components/canvas-state/canvas-state';
import { snapped } from '@/components/canvas-state/geometry';
import { pushAside } from './push-aside';
import { kindOf } from '@/components/canvas-state/kinds';
import type { NewNode } from '@/components/canvas-state/offers';
import { ends } from '@/components/canvas-state/wiring';

export interface AddOptions {
  /** Where the node goes: its middle, or its port where it is wired. */
  readonly at: Position;
  readonly wire?: WireId;
  readonly connect?: { readonly from: PortEnd; readonly port: string };
  readonly focus?: boolean;
}

/** Moves down and right until no other node has its corner there. */
function freePlace(position: Position): Position {
  const taken = Object.values(getStudio().document.nodes).map((node) => node.position);
  let { x, y } = position;
  while (taken.some((other) => Math.abs(other.x - x) < 16 && Math.abs(other.y - y) < 16)) {
    x += 32;
    y += 32;
  }
  return { x, y };
}

/** The id of the new node, or null where the document refused it (which is shown). */
export function addNode({ kind, params, layers }: NewNode, { at, wire, connect, focus = true }: AddOptions): string | null {
  const { document } = getStudio();
  const id = newId(kind, document);
  const corner = connect
    ? { x: connect.from.side === 'output' ? at.x : at.x - expectedSize.width, y: at.y - 64 }
    : { x: at.x - expectedSize.width / 2, y: at.y - 48 };
  const position = freePlace(getCanvas().snap ? snapped(corner) : { x: Math.round(corner.x), y: Math.round(corner.y) });
  const node = { kind, id, position, ...(params && { params }), ...(layers && { layers }) };
  const title = kindOf(kind)?.title ?? kind;
  const { ok } = connect
    ? batch(`Add ${title}`, [
        { name: 'addNode', args: node },
        { name: 'connect', args: ends(connect.from, { node: id, port: connect.port }) },
      ])
    : wire === undefined
      ? dispatch('addNode', node)
      : batch(`Insert ${title} on a wire`, [
          { name: 'insertOnWire', args: { wire, node } },
          { name: 'moveNodes', args: { positions: pushAside({ id, ...position, ...expectedSize }, boxesOf([...Object.keys(document.nodes), ...Object.keys(document.notes)])) } },
        ]);
  if (!ok) return null;
  select({ nodes: [id] });
  announce(`${title} added${connect ? ' and wired' : wire === undefined ? '' : ' into the wire'}.`);
  if (focus) focusOnCanvas(id);
  requestAnimationFrame(() => reveal(id));
  return id;
}
