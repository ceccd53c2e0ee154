/** Places boxes in layers from left to right along the wires (Sugiyama, by dagre), where the old drawing began. */
import { Graph, layout } from '@dagrejs/dagre';
import { boundsOf, changedMoves, snapped, type Box, type Moves } from '@/components/canvas-state/geometry';

export interface Link {
  readonly from: string;
  readonly to: string;
}

export function layoutBoxes(boxes: readonly Box[], links: readonly Link[]): Moves {
  const before = boundsOf(boxes);
  if (!before) return {};
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 48, ranksep: 112, edgesep: 24 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const box of boxes) graph.setNode(box.id, { width: box.width, height: box.height });
  const known = new Set(boxes.map((box) => box.id));
  links.forEach((link, index) => {
    if (known.has(link.from) && known.has(link.to)) graph.setEdge(link.from, link.to, {}, String(index));
  });
  layout(graph);
  const placed = boxes.map((box) => {
    const at = graph.node(box.id) as { x: number; y: number };
    return { ...box, x: at.x - box.width / 2, y: at.y - box.height / 2 };
  });
  const after = boundsOf(placed)!;
  return changedMoves(
    boxes,
    Object.fromEntries(placed.map((box) => [box.id, snapped({ x: box.x - after.x + before.x, y: box.y - after.y + before.y })])),
  );
}
