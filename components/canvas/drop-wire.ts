/** Finds the wire under a box, among those that could take up what is being dropped. */
import type { PortRef, Position, Wire, WireId } from '@/graph-engine/document/types';
import { getStudio } from '@/components/studio-state';
import { boxesOf, canvasView } from '@/components/canvas-state/canvas-view';
import { drawnAt } from '@/components/canvas-state/collapsed';
import type { Box } from '@/components/canvas-state/geometry';
import { nodeKinds } from '@/components/canvas-state/kinds';
import { bentPath, laneOf, wireDistance, wirePath, type WirePath } from './wire-path';
import { fitsOnWire } from '@/components/canvas-state/wiring';

/** Null where the node is not drawn. */
function handleCentre({ node, port }: PortRef, type: 'source' | 'target'): Position | null {
  const internal = canvasView()?.flow.getInternalNode(node);
  const handle = internal?.internals.handleBounds?.[type]?.find(({ id }) => id === port);
  if (!internal || !handle) return null;
  const { x, y } = internal.internals.positionAbsolute;
  return { x: x + handle.x + handle.width / 2, y: y + handle.y + handle.height / 2 };
}

/** Where a wire is drawn from and to; null while one of its ends is not drawn. */
export function endsOf({ from, to }: Wire): readonly [Position, Position] | null {
  const { document } = getStudio();
  const [begin, end] = [handleCentre(drawnAt(document, from), 'source'), handleCentre(drawnAt(document, to), 'target')];
  return begin && end && [begin, end];
}

/** As it is drawn among these cards; null while one of its ends is not drawn. */
export function pathOf(wire: Wire, cards: readonly Omit<Box, 'id'>[]): WirePath | null {
  const ends = endsOf(wire);
  if (!ends) return null;
  const [from, to] = ends;
  return wire.bends.length > 0 ? bentPath(from, wire.bends, to) : wirePath(from.x, from.y, to.x, to.y, laneOf(from.x, from.y, to.x, to.y, cards));
}

export interface DropTargets {
  readonly wires: readonly { readonly id: WireId; readonly path: WirePath }[];
}

/** The wires that a node of `kind` could stand in, as they lie now. */
export function dropTargets(kind: string): DropTargets {
  const { document } = getStudio();
  const cards = boxesOf(Object.keys(document.nodes));
  const definition = nodeKinds.find((one) => one.kind === kind);
  const wires = Object.values(document.wires).flatMap((wire) => {
    if (!definition || fitsOnWire(document, wire.id, [{ definition, node: { kind: definition.kind } }]).length === 0) return [];
    const path = pathOf(wire, cards);
    return path ? [{ id: wire.id, path }] : [];
  });
  return { wires };
}

/** Around the pointer, in canvas units: how near a wire must be to take the node. */
const reach = 56;
export const aroundHand = ({ x, y }: Position): Omit<Box, 'id'> => ({ x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach });

export function wireUnder({ wires }: DropTargets, box: Omit<Box, 'id'>): WireId | null {
  let best: { id: WireId; distance: number } | null = null;
  for (const { id, path } of wires) {
    const distance = wireDistance(path, box);
    if (distance !== null && (!best || distance < best.distance)) best = { id, distance };
  }
  return best?.id ?? null;
}
