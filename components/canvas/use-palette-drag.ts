/** Drags an entry of the palette onto the canvas with mouse, pen or finger. */
import { useRef, type PointerEvent as ReactPointerEvent } from 'react';
import { announce } from '@/components/studio-state';
import { addNode } from './add-node';
import { getCanvas, setCanvas } from '@/components/canvas-state/canvas-state';
import { isOverCanvas, toCanvas } from '@/components/canvas-state/canvas-view';
import { aroundHand, dropTargets, wireUnder, type DropTargets } from './drop-wire';
import type { Offer } from '@/components/canvas-state/offers';

const threshold = 5;

export function usePaletteDrag({ title, node }: Offer) {
  const dragged = useRef(false);
  const onPointerDown = (down: ReactPointerEvent): void => {
    if (down.button !== 0) return;
    dragged.current = false;
    const { clientX, clientY, pointerId, pointerType } = down;
    let targets: DropTargets | null = null;

    const move = (event: PointerEvent): void => {
      if (event.pointerId !== pointerId) return;
      const across = event.clientX - clientX;
      const down = event.clientY - clientY;
      if (!targets) {
        // A finger that moves up or down scrolls the list.
        if (Math.hypot(across, down) < threshold || (pointerType === 'touch' && Math.abs(across) < Math.abs(down))) return;
        targets = dropTargets(node.kind);
        dragged.current = true;
      }
      event.preventDefault();
      const over = isOverCanvas(event.clientX, event.clientY);
      setCanvas({
        palette: { kind: node.kind, title, x: event.clientX, y: event.clientY },
        dropWire: over ? wireUnder(targets, aroundHand(toCanvas(event.clientX, event.clientY))) : null,
      });
    };
    const end = (event: PointerEvent): void => {
      if (event.pointerId !== pointerId) return;
      stop();
      if (!targets || event.type === 'pointercancel') return;
      if (isOverCanvas(event.clientX, event.clientY)) addNode(node, { at: toCanvas(event.clientX, event.clientY), wire: wire ?? undefined, focus: true });
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !targets) return;
      event.preventDefault();
      stop();
      announce('Nothing was added.');
    };
    let wire: string | null = null;
    const stop = (): void => {
      wire = getCanvas().dropWire;
      setCanvas({ palette: null, dropWire: null });
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', end);
      removeEventListener('pointercancel', end);
      removeEventListener('keydown', key, true);
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', end);
    addEventListener('pointercancel', end);
    addEventListener('keydown', key, true);
  };
  /** The click that ends a drag is none. */
  const wasDragged = (): boolean => {
    const was = dragged.current;
    dragged.current = false;
    return was;
  };
  return { onPointerDown, wasDragged };
}
