/**
 * A large graph comes onto the canvas some nodes at a time, so that a hand is answered between them: drawing and measuring
 * hundreds at once would hold the page up for as long as it takes to draw all.
 */
import type { CanvasEdge, CanvasNode } from '@/components/canvas-state/flow-model';

/** Nodes that are added before the next frame. */
const share = 64;

/** Those of `next` that are drawn now: all that were there before, and a share of the new ones. */
export function grown(next: CanvasNode[], previous: readonly CanvasNode[]): CanvasNode[] {
  const there = new Set(previous.map(({ id }) => id));
  let room = share;
  const now = next.filter(({ id }) => there.has(id) || room-- > 0);
  return now.length === next.length ? next : now;
}

/** The wires whose two ends are drawn. */
export function wiresBetween(edges: CanvasEdge[], nodes: readonly CanvasNode[]): CanvasEdge[] {
  const there = new Set(nodes.map(({ id }) => id));
  const now = edges.filter(({ source, target }) => there.has(source) && there.has(target));
  return now.length === edges.length ? edges : now;
}
