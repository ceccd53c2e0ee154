/** The places that a wire is drawn through, as dots: dragged to move, double-clicked to take away. */
import { useRef, type PointerEvent } from 'react';
import type { Position } from '@/graph-engine/document/types';
import { announce, dispatch } from '@/components/studio-state';
import { toCanvas } from '@/components/canvas-state/canvas-view';
import styles from './wire.module.css';

export interface WireDotsProps {
  readonly id: string;
  readonly bends: readonly Position[];
  readonly color: string;
  /** Draws the wire through other places while a dot is dragged; null: as the document says. */
  readonly onMove: (bends: readonly Position[] | null) => void;
}

export function WireDots({ id, bends, color, onMove }: WireDotsProps) {
  const held = useRef<{ readonly index: number; readonly start: readonly Position[]; bends: readonly Position[] } | null>(null);
  const move = (event: PointerEvent): void => {
    if (!held.current) return;
    const { x, y } = toCanvas(event.clientX, event.clientY);
    held.current.bends = bends.map((bend, index) => (index === held.current?.index ? { x: Math.round(x), y: Math.round(y) } : bend));
    onMove(held.current.bends);
  };
  const end = (): void => {
    const now = held.current;
    held.current = null;
    onMove(null);
    // While it is dragged the wire is drawn through the new places: what it began with tells whether it moved.
    if (now && now.bends !== now.start) dispatch('setBends', { wire: id, bends: now.bends });
  };
  return bends.map(({ x, y }, index) => (
    <div
      key={index}
      className={`${styles.dot} nopan nodrag`}
      style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)`, '--wire': color } as React.CSSProperties}
      data-testid={`bend-${id}-${index}`}
      title="Drag to move, double-click to take away"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        held.current = { index, start: bends, bends };
      }}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={(event) => {
        event.stopPropagation();
        if (dispatch('setBends', { wire: id, bends: bends.filter((_, other) => other !== index) }).ok) announce('Dot taken away.');
      }}
    />
  ));
}
