/** Dragging on the canvas: local while it lasts, one command at its end; a lone node can be dropped into a wire. */
import type { OnNodeDrag, SelectionDragHandler } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import { announce, batch, dispatch, getStudio } from '@/components/studio-state';
import { keepCalm } from '@/components/training/calm';
import { getCanvas, setCanvas } from '@/components/canvas-state/canvas-state';
import { aroundHand, dropTargets, wireUnder, type DropTargets } from './drop-wire';
import type { CanvasNode } from '@/components/canvas-state/flow-model';
import { membersOf } from './frame-members';
import type { useFlow } from './use-flow';
import { boxesOf, toCanvas } from '@/components/canvas-state/canvas-view';
import { pushAside } from './push-aside';
import { wiresKey } from '@/components/canvas-state/wire-index';

type Gestures = ReturnType<typeof useFlow>['gestures'];

/** The panels of the window look for their separators under every move of the pointer, and measure themselves for it, unless the move is taken. */
const take = (event: PointerEvent): void => event.preventDefault();

export function useDrag(gestures: Gestures) {
  const targets = useRef<DropTargets | null>(null);
  const serial = useRef(0);
  return useMemo(() => {
    const start = (nodes: readonly CanvasNode[]): void => {
      const boxes = gestures.boxes();
      const dragged = new Set(nodes.map((node) => node.id));
      const frames = boxes.filter((box) => dragged.has(box.id) && box.type === 'frame');
      const others = boxes.filter((box) => box.type !== 'frame' && !box.pinned && !dragged.has(box.id));
      // Several frames dragged at once each carry what lies in them, by the same distance.
      gestures.hold(dragged, frames.slice(0, 1).flatMap((frame) => membersOf(frame, others)));
      setCanvas({ tip: null });
      window.addEventListener('pointermove', take, true);
      const { document } = getStudio();
      const lone = nodes.length === 1 && nodes[0]?.type === 'card' && wiresKey(document, nodes[0].id) === '|' ? document.nodes[nodes[0].id] : null;
      targets.current = lone ? dropTargets(lone.kind) : null;
    };
    const drag = (event: MouseEvent | TouchEvent, nodes: readonly CanvasNode[]): void => {
      keepCalm();
      const [node] = nodes;
      if (!targets.current || !node) return;
      const box = gestures.boxes().find(({ id }) => id === node.id);
      const { clientX, clientY } = 'touches' in event ? (event.touches[0] ?? event.changedTouches[0]!) : event;
      // A tall card is held at its top: the wire that the hand is at comes first, then the one behind the middle of the card.
      const wire = wireUnder(targets.current, aroundHand(toCanvas(clientX, clientY))) ?? (box ? wireUnder(targets.current, box) : null);
      setCanvas({ dropWire: wire });
    };
    const stop = (nodes: readonly CanvasNode[]): void => {
      window.removeEventListener('pointermove', take, true);
      const { document } = getStudio();
      const positions = Object.fromEntries(
        Object.entries(gestures.heldPositions()).filter(([id, { x, y }]) => {
          const was = (document.nodes[id] ?? document.frames[id] ?? document.notes[id])?.position;
          return was && (was.x !== x || was.y !== y);
        }),
      );
      const wire = getCanvas().dropWire;
      targets.current = null;
      setCanvas({ dropWire: null });
      const [node] = nodes;
      const name = node ? (document.nodes[node.id]?.name ?? 'The node') : '';
      if (wire !== null && node) {
        const box = gestures.boxes().find(({ id }) => id === node.id);
        const aside = box ? pushAside(box, boxesOf([...Object.keys(document.nodes), ...Object.keys(document.notes)]).filter(({ id }) => id !== node.id)) : {};
        const { ok } = batch(`Insert ${name} on a wire`, [{ name: 'insertOnWire', args: { wire, node: node.id } }, { name: 'moveNodes', args: { positions: { ...positions, ...aside } } }]);
        if (ok) announce(`${name} is now part of the wire.`);
      } else if (Object.keys(positions).length > 0) {
        dispatch('moveNodes', { positions }, { merge: `drag ${(serial.current += 1)}` });
      }
      gestures.release();
    };
    const onNodeDragStart: OnNodeDrag<CanvasNode> = (_event, _node, nodes) => start(nodes);
    const onNodeDrag: OnNodeDrag<CanvasNode> = (event, _node, nodes) => drag(event, nodes);
    const onNodeDragStop: OnNodeDrag<CanvasNode> = (_event, _node, nodes) => stop(nodes);
    const onSelectionDragStart: SelectionDragHandler<CanvasNode> = (_event, nodes) => start(nodes);
    const onSelectionDrag: SelectionDragHandler<CanvasNode> = () => keepCalm();
    const onSelectionDragStop: SelectionDragHandler<CanvasNode> = (_event, nodes) => stop(nodes);
    return { onNodeDragStart, onNodeDrag, onNodeDragStop, onSelectionDragStart, onSelectionDrag, onSelectionDragStop };
  }, [gestures]);
}
