/** Context menus by right click, by key and by a long press. */
import { useMemo, useRef, type MouseEvent, type PointerEvent } from 'react';
import { openContextMenu } from '@/components/canvas-state/context-menu-store';
import { getSelection, select } from '@/components/studio-state';
import { toCanvas } from '@/components/canvas-state/canvas-view';
import type { CanvasEdge, CanvasNode } from '@/components/canvas-state/flow-model';

const placeOf = { card: 'node', frame: 'frame', group: 'frame', note: 'note' } as const;
const keyOf = { card: 'nodes', frame: 'frames', group: 'frames', note: 'notes' } as const;
const longPress = 550;

/** The keyboard's menu key gives no place: take that of the element. */
function pointOf(event: MouseEvent | globalThis.MouseEvent): { x: number; y: number } {
  if (event.clientX !== 0 || event.clientY !== 0) return { x: event.clientX, y: event.clientY };
  const box = event.target instanceof Element ? event.target.getBoundingClientRect() : null;
  return box ? { x: box.left + Math.min(24, box.width / 2), y: box.top + Math.min(24, box.height / 2) } : { x: 0, y: 0 };
}

function openOnNode(type: keyof typeof placeOf, id: string, x: number, y: number): void {
  if (!getSelection()[keyOf[type]].includes(id)) select({ [keyOf[type]]: [id] });
  openContextMenu({ x, y, place: placeOf[type], target: { [placeOf[type]]: id, position: toCanvas(x, y) } });
}
function openOnWire(id: string, x: number, y: number): void {
  if (!getSelection().wires.includes(id)) select({ wires: [id] });
  openContextMenu({ x, y, place: 'wire', target: { wire: id, position: toCanvas(x, y) } });
}
const openOnPane = (x: number, y: number): void => openContextMenu({ x, y, place: 'canvas', target: { position: toCanvas(x, y) } });

/** What lies at a point of the window. */
function openAt(element: Element, x: number, y: number): void {
  const node = element.closest<HTMLElement>('.react-flow__node');
  const wire = element.closest<SVGElement>('.react-flow__edge, .react-flow__edge-interaction');
  const type = (['card', 'frame', 'group', 'note'] as const).find((one) => node?.classList.contains(`react-flow__node-${one}`));
  if (node?.dataset.id && type) openOnNode(type, node.dataset.id, x, y);
  else if (wire?.dataset.id) openOnWire(wire.dataset.id, x, y);
  else if (element.closest('.react-flow__pane')) openOnPane(x, y);
}

export function useMenus() {
  const press = useRef<{ timer: number; x: number; y: number } | null>(null);
  return useMemo(() => {
    const cancel = (): void => {
      if (press.current) clearTimeout(press.current.timer);
      press.current = null;
    };
    return {
      handlers: {
        onNodeContextMenu(event: MouseEvent, node: CanvasNode) {
          event.preventDefault();
          const { x, y } = pointOf(event);
          openOnNode(node.type ?? 'card', node.id, x, y);
        },
        onEdgeContextMenu(event: MouseEvent, edge: CanvasEdge) {
          event.preventDefault();
          openOnWire(edge.id, event.clientX, event.clientY);
        },
        onPaneContextMenu(event: MouseEvent | globalThis.MouseEvent) {
          event.preventDefault();
          openOnPane(event.clientX, event.clientY);
        },
        onSelectionContextMenu(event: MouseEvent, nodes: CanvasNode[]) {
          event.preventDefault();
          const [first] = nodes;
          if (first) openOnNode(first.type ?? 'card', first.id, event.clientX, event.clientY);
        },
      },
      touch: {
        onPointerDown(event: PointerEvent) {
          cancel();
          if (event.pointerType !== 'touch' || !(event.target instanceof Element)) return;
          const { target, clientX: x, clientY: y } = event;
          press.current = { x, y, timer: window.setTimeout(() => openAt(target, x, y), longPress) };
        },
        onPointerMove(event: PointerEvent) {
          if (press.current && Math.hypot(event.clientX - press.current.x, event.clientY - press.current.y) > 8) cancel();
        },
        onPointerUp: cancel,
        onPointerCancel: cancel,
      },
    };
  }, []);
}
