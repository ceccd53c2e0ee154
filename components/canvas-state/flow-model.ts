/** From the document to what React Flow draws: ids and places only. Everything else a node asks for itself. */
import type { Edge, Node } from '@xyflow/react';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { drawnAt, holdersOf, isWithin } from './collapsed';
import type { Selection } from '@/components/studio-state';

type None = Record<string, never>;
export type CanvasNode = Node<None, 'card' | 'frame' | 'group' | 'note'>;
export type CanvasEdge = Edge<None, 'wire'>;

const noData: None = {};
/** From below: frames, where wires are hit (-1), wires (0), cards. */
const layers = { frame: -2, card: 1, group: 1, note: 2, selected: 10 };

/** The label is an element inside the node, so that it can follow the analysis without passing through here. */
const attributes = new Map<string, CanvasNode['domAttributes']>();
function attributesOf(id: string): CanvasNode['domAttributes'] {
  let known = attributes.get(id);
  if (!known) {
    known = { 'aria-labelledby': `label-${id}`, tabIndex: -1 } as CanvasNode['domAttributes'];
    attributes.set(id, known);
  }
  return known;
}

/**
 * Keeps the objects of `previous` that are still right, because React Flow skips equal objects.
 * What is `held` is being dragged or resized: it stays where it is until it is let go.
 */
export function flowNodes(document: HourglassDocument, selection: Selection, previous: readonly CanvasNode[], held: ReadonlySet<string> = new Set()): CanvasNode[] {
  const before = new Map(previous.map((node) => [node.id, node]));
  const make = (
    type: CanvasNode['type'],
    thing: { id: string; position: { x: number; y: number }; width?: number; height?: number; pinned?: boolean },
    selected: boolean,
  ): CanvasNode => {
    const old = before.get(thing.id);
    if (old && (held.has(thing.id) || old.resizing)) return Boolean(old.selected) === selected ? old : { ...old, selected };
    const same =
      old &&
      old.type === type &&
      old.position.x === thing.position.x &&
      old.position.y === thing.position.y &&
      old.width === thing.width &&
      old.height === thing.height &&
      (old.draggable === false) === Boolean(thing.pinned) &&
      Boolean(old.selected) === selected &&
      !old.dragging;
    if (same) return old;
    return {
      ...(old?.type === type ? old : undefined),
      id: thing.id,
      type,
      data: noData,
      position: { x: thing.position.x, y: thing.position.y },
      width: thing.width,
      height: thing.height,
      selected,
      dragging: false,
      draggable: thing.pinned ? false : undefined,
      zIndex: type !== 'frame' && selected ? layers.selected : layers[type ?? 'card'],
      dragHandle: type === 'frame' ? '.frame-handle' : undefined,
      ariaRole: 'group',
      domAttributes: attributesOf(thing.id),
    };
  };
  const holders = holdersOf(document);
  const chosen = { nodes: new Set(selection.nodes), frames: new Set(selection.frames), notes: new Set(selection.notes) };
  const next = [
    ...Object.values(document.frames).map((frame) => (frame.holds ? make('group', { id: frame.id, position: frame.position }, chosen.frames.has(frame.id)) : make('frame', frame, chosen.frames.has(frame.id)))),
    ...Object.values(document.nodes).filter(({ id }) => !holders.has(id)).map(({ id, position, pinned }) => make('card', { id, position, pinned }, chosen.nodes.has(id))),
    ...Object.values(document.notes).filter(({ id }) => !holders.has(id)).map((note) => make('note', note, chosen.notes.has(note.id))),
  ];
  const unchanged = next.length === previous.length && next.every((node, i) => node === previous[i]);
  return unchanged ? (previous as CanvasNode[]) : next;
}

export function flowEdges(document: HourglassDocument, selection: Selection, previous: readonly CanvasEdge[]): CanvasEdge[] {
  const before = new Map(previous.map((edge) => [edge.id, edge]));
  const chosen = new Set(selection.wires);
  const holders = holdersOf(document);
  const next = Object.values(document.wires)
    .filter((wire) => document.nodes[wire.from.node] && document.nodes[wire.to.node] && !isWithin(holders, wire))
    .map((wire): CanvasEdge => {
      const old = before.get(wire.id);
      const [from, to] = [drawnAt(document, wire.from), drawnAt(document, wire.to)];
      const selected = chosen.has(wire.id);
      const ariaLabel = `Wire from ${document.nodes[wire.from.node]!.name}, ${wire.from.port}, to ${document.nodes[wire.to.node]!.name}, ${wire.to.port}`;
      const same =
        old &&
        old.source === from.node &&
        old.sourceHandle === from.port &&
        old.target === to.node &&
        old.targetHandle === to.port &&
        Boolean(old.selected) === selected &&
        old.ariaLabel === ariaLabel;
      if (same) return old;
      return {
        id: wire.id,
        type: 'wire',
        data: noData,
        source: from.node,
        sourceHandle: from.port,
        target: to.node,
        targetHandle: to.port,
        selected,
        ariaLabel,
        zIndex: selected ? 5 : 0,
      };
    });
  const unchanged = next.length === previous.length && next.every((edge, i) => edge === previous[i]);
  return unchanged ? (previous as CanvasEdge[]) : next;
}
