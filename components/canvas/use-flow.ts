/** The nodes and wires that React Flow draws: they follow document and selection, and are local while a gesture lasts. */
import { applyNodeChanges, type EdgeChange, type NodeChange } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef, useState, type MouseEvent } from 'react';
import type { Position } from '@/graph-engine/document/types';
import { getSelection, getStudio, select, selectionStore, studioStore } from '@/components/studio-state';
import { getCanvas } from '@/components/canvas-state/canvas-state';
import { canvasView, fitView } from '@/components/canvas-state/canvas-view';
import { flowEdges, flowNodes, type CanvasEdge, type CanvasNode } from '@/components/canvas-state/flow-model';
import type { Box } from '@/components/canvas-state/geometry';
import { grown, wiresBetween } from './grow';
import { guidesOf } from './guides';
import { showGuides } from './guides-store';
import { endLiveMoves, moveLive } from './live-moves';
import { manyNodes } from '@/components/canvas-state/many-nodes';

const listOf = { card: 'nodes', frame: 'frames', group: 'frames', note: 'notes' } as const;

const boxOfNode = (node: CanvasNode): Box => ({ id: node.id, ...node.position, width: node.measured?.width ?? 0, height: node.measured?.height ?? 0 });

function applySelection(changes: readonly { readonly id: string; readonly selected: boolean }[], keyOf: (id: string) => 'nodes' | 'frames' | 'notes' | 'wires' | null): void {
  const now = getSelection();
  const next = { nodes: new Set(now.nodes), frames: new Set(now.frames), notes: new Set(now.notes), wires: new Set(now.wires) };
  for (const { id, selected } of changes) {
    const key = keyOf(id);
    if (key && selected) next[key].add(id);
    else if (key) next[key].delete(id);
  }
  const layer = now.layer && next.nodes.has(now.layer.node) && next.nodes.size === 1 ? now.layer : null;
  select({ nodes: [...next.nodes], frames: [...next.frames], notes: [...next.notes], wires: [...next.wires], layer });
}

export function useFlow() {
  const [nodes, setNodes] = useState<CanvasNode[]>(() => grown(flowNodes(getStudio().document, getSelection(), []), []));
  const [edges, setEdges] = useState<CanvasEdge[]>(() => wiresBetween(flowEdges(getStudio().document, getSelection(), []), nodes));
  const latest = useRef(nodes);
  const held = useRef(new Set<string>());
  /** The frame in which more nodes come. */
  const growing = useRef(0);
  /** The document that the view was last set for. */
  const fitted = useRef<string | null>(null);
  /** Nodes and notes that a dragged frame takes along. */
  const passengers = useRef(new Set<string>());
  const boxSelecting = useRef(false);
  /** The view at the start of a drag, and where React has drawn what is dragged. */
  const drawn = useRef<{ readonly view: string; readonly places: ReadonlyMap<string, Position> } | null>(null);

  const show = useCallback((next: CanvasNode[]) => {
    latest.current = next;
    drawn.current = null;
    endLiveMoves((id) => next.find((node) => node.id === id)?.position);
    setNodes(next);
  }, []);
  /** Draws a move past React, on a canvas where that takes too long; what comes before the first move, or with another view, React draws. */
  const showLive = useCallback((next: CanvasNode[]): boolean => {
    if (next.length <= manyNodes || held.current.size === 0) return false;
    const view = JSON.stringify(canvasView()?.flow.getViewport());
    if (drawn.current?.view !== view) return false;
    latest.current = next;
    for (const { id, position } of next) {
      const start = held.current.has(id) && drawn.current.places.get(id);
      if (start) moveLive(id, start, position);
    }
    return true;
  }, []);
  const sync = useCallback(function grow() {
    const { open } = studioStore.getState();
    if (!open) return;
    cancelAnimationFrame(growing.current);
    // A large graph is looked at from afar before its first node is drawn, which then need not be drawn whole.
    if (fitted.current !== open.document.id && Object.keys(open.document.nodes).length > manyNodes) fitView(undefined, { animate: false });
    fitted.current = open.document.id;
    const whole = flowNodes(open.document, getSelection(), latest.current, held.current);
    const next = grown(whole, latest.current);
    show(next);
    setEdges((previous) => wiresBetween(flowEdges(open.document, getSelection(), previous), next));
    if (next !== whole) growing.current = requestAnimationFrame(grow);
  }, [show]);
  useEffect(() => {
    sync();
    const stops = [studioStore.subscribe(sync), selectionStore.subscribe(sync)];
    return () => {
      cancelAnimationFrame(growing.current);
      stops.forEach((stop) => stop());
    };
  }, [sync]);

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const types = new Map(latest.current.map((node) => [node.id, node.type]));
      const selects = changes.filter((change) => change.type === 'select' && !(boxSelecting.current && change.selected && types.get(change.id) === 'frame'));
      const rest = changes.flatMap((change): NodeChange<CanvasNode>[] => {
        if (change.type === 'select' || change.type === 'remove') return [];
        // Letting go reports the place of the pointer, which helper lines may have corrected.
        if (change.type === 'position' && change.dragging === false) return [{ id: change.id, type: 'position', dragging: false }];
        return [change];
      });
      alignToOthers(rest, latest.current);
      const before = new Map(latest.current.map((node) => [node.id, node.position]));
      let next = rest.length > 0 ? applyNodeChanges(rest, latest.current) : latest.current;
      const frame = rest.find((change) => change.type === 'position' && change.position && types.get(change.id) === 'frame');
      if (frame?.type === 'position' && frame.position && passengers.current.size > 0) {
        const was = before.get(frame.id)!;
        const by = { x: frame.position.x - was.x, y: frame.position.y - was.y };
        next = next.map((node) => (passengers.current.has(node.id) ? { ...node, position: { x: node.position.x + by.x, y: node.position.y + by.y } } : node));
      }
      const moves = rest.length > 0 && rest.every((change) => change.type === 'position' && change.dragging && types.get(change.id) !== undefined);
      if (next !== latest.current && !(moves && showLive(next))) {
        show(next);
        if (moves) drawn.current = { view: JSON.stringify(canvasView()?.flow.getViewport()), places: new Map(next.filter(({ id }) => held.current.has(id)).map(({ id, position }) => [id, position])) };
      }
      if (selects.length > 0) applySelection(selects as { id: string; selected: boolean }[], (id) => listOf[types.get(id) ?? 'card']);
    },
    [show, showLive],
  );
  /** A click without a key on one of several that are selected picks that one; React Flow leaves them all selected. */
  const onNodeClick = useCallback((event: MouseEvent, { id, type }: CanvasNode) => {
    if (event.shiftKey || event.metaKey || event.ctrlKey) return;
    const now = getSelection();
    const key = listOf[type ?? 'card'];
    if (now.nodes.length + now.frames.length + now.notes.length > 1 && now[key].includes(id)) select({ [key]: [id] });
  }, []);
  const onEdgesChange = useCallback((changes: EdgeChange<CanvasEdge>[]) => {
    const selects = changes.filter((change) => change.type === 'select');
    if (selects.length > 0) applySelection(selects, () => 'wires');
  }, []);

  const gestures = useMemo(
    () => ({
      /** From now on these ids keep their local place. */
      hold(ids: Iterable<string>, along: Iterable<string> = []) {
        passengers.current = new Set(along);
        held.current = new Set([...ids, ...passengers.current]);
      },
      /** Where everything held is now. */
      heldPositions: (): Readonly<Record<string, { x: number; y: number }>> =>
        Object.fromEntries(latest.current.filter((node) => held.current.has(node.id)).map((node) => [node.id, { x: node.position.x, y: node.position.y }])),
      release() {
        held.current = new Set();
        passengers.current = new Set();
        showGuides(null);
        sync();
      },
      /** A box that is drawn picks no frames: they would take along what lies in them. */
      onSelectionStart() {
        boxSelecting.current = true;
      },
      onSelectionEnd() {
        boxSelecting.current = false;
      },
      boxes: (): readonly (Box & { readonly type: CanvasNode['type'] })[] => latest.current.map((node) => ({ ...boxOfNode(node), type: node.type, pinned: node.draggable === false })),
    }),
    [sync],
  );
  return { nodes, edges, onNodesChange, onNodeClick, onEdgesChange, gestures };
}

/** Nudges a single dragged box so that it lines up with its neighbours. */
function alignToOthers(changes: NodeChange<CanvasNode>[], nodes: readonly CanvasNode[]): void {
  const moving = changes.filter((change) => change.type === 'position' && change.dragging && change.position);
  const { helperLines, snap } = getCanvas();
  const [only] = moving;
  if (moving.length !== 1 || only?.type !== 'position' || !only.position || !helperLines || snap) {
    if (moving.length > 0) showGuides(null);
    return;
  }
  const node = nodes.find(({ id }) => id === only.id);
  if (!node || node.type === 'frame') return;
  const others = nodes.filter((other) => other !== node && other.type === node.type).map(boxOfNode);
  const { dx, dy, x, y } = guidesOf({ ...boxOfNode(node), ...only.position }, others, 5);
  only.position = { x: only.position.x + dx, y: only.position.y + dy };
  showGuides(x === null && y === null ? null : { x, y });
}
