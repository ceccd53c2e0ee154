/**
 * Where the dragged nodes of a large canvas are while the hand moves them. They are drawn past React: a move that goes through React Flow's store asks
 * every node, wire and port of the canvas whether it is concerned. Wires follow the nodes they end at; everything else learns of the move when it ends.
 */
import { useCallback, useSyncExternalStore } from 'react';
import type { Position } from '@/graph-engine/document/types';
import { canvasView } from '@/components/canvas-state/canvas-view';

interface Move {
  readonly element: HTMLElement;
  /** Where React has drawn the node. */
  readonly start: Position;
  shift: Position;
}
const moves = new Map<string, Move>();
const listeners = new Map<string, Set<() => void>>();
/** The shift of everything that no hand moves. */
export const unmoved: Position = { x: 0, y: 0 };

const draw = ({ style }: HTMLElement, { x, y }: Position): void => {
  style.transform = `translate(${x}px,${y}px)`;
};
const tell = (id: string): void => listeners.get(id)?.forEach((listener) => listener());

/** Draws a node somewhere else than React did; `start` is where that was. */
export function moveLive(id: string, start: Position, to: Position): void {
  let move = moves.get(id);
  if (!move) {
    const element = canvasView()?.element.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
    if (!element) return;
    // Nothing else is pointed at while a hand holds a node: it need not be looked through for what lies under the pointer.
    canvasView()?.element.toggleAttribute('data-moving', true);
    move = { element, start, shift: unmoved };
    moves.set(id, move);
  }
  move.shift = { x: to.x - move.start.x, y: to.y - move.start.y };
  draw(move.element, to);
  tell(id);
}

/** Hands the nodes back to React, which draws them where `placeOf` says. React writes nothing where that is the place it knows. */
export function endLiveMoves(placeOf: (id: string) => Position | undefined): void {
  if (moves.size === 0) return;
  canvasView()?.element.toggleAttribute('data-moving', false);
  for (const [id, { element, start }] of moves) {
    const place = placeOf(id);
    if (place && place.x === start.x && place.y === start.y) draw(element, start);
    moves.delete(id);
    tell(id);
  }
}

/** How far the node is from where React Flow has it. */
export function useShift(id: string): Position {
  const subscribe = useCallback(
    (listener: () => void) => {
      const own = listeners.get(id) ?? new Set();
      listeners.set(id, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0 && listeners.get(id) === own) listeners.delete(id);
      };
    },
    [id],
  );
  const read = (): Position => moves.get(id)?.shift ?? unmoved;
  return useSyncExternalStore(subscribe, read, read);
}
