/** The small map, there while something is out of sight and there is a place for it beside the cards, or it was asked for; it can be dragged and scrolled. */
import { MiniMap, useStore, type ReactFlowState } from '@xyflow/react';
import { useEffect } from 'react';
import { getStudio, useStudio } from '@/components/studio-state';
import { frameColor } from '@/components/node/frame-colors';
import { setCanvas, useCanvas } from '@/components/canvas-state/canvas-state';
import { isFitted, movedByHand } from '@/components/canvas-state/canvas-view';
import type { CanvasNode } from '@/components/canvas-state/flow-model';
import { kindColor } from '@/components/canvas-state/kinds';
import styles from './overlays.module.css';

function colorOf({ id, type }: CanvasNode): string {
  const { nodes, frames } = getStudio().document;
  if (type === 'note') return 'var(--warning)';
  if (type === 'frame') return `color-mix(in srgb, ${frameColor(frames[id]?.color ?? '')} 22%, transparent)`;
  return kindColor(nodes[id]?.kind ?? '');
}

const size = { width: 132, height: 84 };
const margin = 12;
/** The toolbar has the lower left corner. */
const toolbarWidth = 260;
let last: number | null = margin;

/** What part of a length is within the room. */
const inSight = (start: number, length: number, room: number): number => Math.max(0, Math.min(room, start + length) - Math.max(0, start)) / Math.max(1, length);

/** How far from the right it lies at the bottom, so that it covers no card that is more than half in sight; null where there is no such place. While a hand moves the view it stays where it is. */
function placeOf({ nodeLookup, transform: [x, y, zoom], width, height }: ReactFlowState): number | null {
  if (!isFitted()) return last;
  const cards = [...nodeLookup.values()]
    .map(({ type, internals, measured }) => ({ type, left: internals.positionAbsolute.x * zoom + x, top: internals.positionAbsolute.y * zoom + y, width: (measured.width ?? 0) * zoom, height: (measured.height ?? 0) * zoom }))
    .filter((card) => card.type !== 'frame' && inSight(card.left, card.width, width) * inSight(card.top, card.height, height) > 0.5);
  const isFree = (right: number): boolean => {
    const left = width - right - size.width;
    return left > toolbarWidth && cards.every((card) => card.left >= left + size.width || card.left + card.width <= left || card.top + card.height <= height - margin - size.height);
  };
  const offers = [margin, ...cards.map(({ left }) => Math.ceil(width - left) + margin)].toSorted((one, other) => one - other);
  last = offers.find(isFree) ?? null;
  return last;
}

/** Narrower canvases have room for the toolbar alone. */
const roomForMap = 480;

/** Whether all that is drawn lies within the canvas. */
function isWhole({ nodeLookup, transform: [x, y, zoom], width, height }: ReactFlowState): boolean {
  for (const { internals, measured } of nodeLookup.values()) {
    const [left, top] = [internals.positionAbsolute.x * zoom + x, internals.positionAbsolute.y * zoom + y];
    if (left < 0 || top < 0 || left + (measured.width ?? 0) * zoom > width || top + (measured.height ?? 0) * zoom > height) return false;
  }
  return true;
}

export function CanvasMap() {
  const shown = useCanvas((state) => state.minimap);
  const some = useStudio(({ document }) => Object.keys(document.nodes).length > 0);
  const room = useStore(({ width }) => width >= roomForMap);
  const whole = useStore(isWhole);
  const place = useStore(placeOf);
  const asked = useCanvas((state) => state.mapAsked);
  const crowded = place === null && !whole;
  useEffect(() => setCanvas({ mapCrowded: crowded }), [crowded]);
  if (!shown || !some || !room || whole || (crowded && !asked)) return null;
  return (
    <MiniMap<CanvasNode>
      className={styles.map}
      nodeColor={colorOf}
      nodeBorderRadius={14}
      bgColor="var(--surface-raised)"
      maskColor="color-mix(in srgb, var(--canvas) 62%, transparent)"
      onPointerDown={movedByHand}
      onWheel={movedByHand}
      pannable
      zoomable
      ariaLabel="Map of the graph"
      style={{ ...size, right: (place ?? margin) - margin }}
      data-canvas-overlay
    />
  );
}
