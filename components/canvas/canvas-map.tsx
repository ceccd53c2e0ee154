/** The small map, there while something is out of sight and there is a place for it beside the cards, or it was asked for; it can be dragged and scrolled. */
import { MiniMap, useStore, type ReactFlowState } from '@xyflow/react';
import { useEffect } from 'react';
import { shallow } from 'zustand/shallow';
import { getStudio, useStudio } from '@/components/studio-state';
import { frameColor } from '@/components/node/frame-colors';
import { setCanvas, useCanvas } from '@/components/canvas-state/canvas-state';
import { isFitted, movedByHand } from '@/components/canvas-state/canvas-view';
import type { CanvasNode } from '@/components/canvas-state/flow-model';
import { kindColor } from '@/components/canvas-state/kinds';
import { pathOf } from './drop-wire';
import { mapMargin, mapSize, placeMap, type MapPlace } from './place-map';
import styles from './overlays.module.css';

function colorOf({ id, type }: CanvasNode): string {
  const { nodes, frames } = getStudio().document;
  if (type === 'note') return 'var(--warning)';
  if (type === 'frame') return `color-mix(in srgb, ${frameColor(frames[id]?.color ?? '')} 22%, transparent)`;
  return kindColor(nodes[id]?.kind ?? '');
}

let last: MapPlace | null = { right: mapMargin, bottom: mapMargin };

/** Of very many, nobody follows one. */
const mostWires = 200;

/** Where it covers least; null where there is no place. While a hand moves the view it stays where it is. */
function placeOf({ nodeLookup, transform: [x, y, zoom], width, height }: ReactFlowState): MapPlace | null {
  if (!isFitted()) return last;
  const drawn = [...nodeLookup.values()].filter(({ type }) => type !== 'frame');
  const boxes = drawn.map(({ internals, measured }) => ({ ...internals.positionAbsolute, width: measured.width ?? 0, height: measured.height ?? 0 }));
  const cards = boxes.map((box) => ({ left: box.x * zoom + x, top: box.y * zoom + y, right: (box.x + box.width) * zoom + x, bottom: (box.y + box.height) * zoom + y }));
  const wires = Object.values(getStudio().document.wires);
  const among = boxes.filter((_, at) => drawn[at]!.type === 'card');
  const courses = wires.length > mostWires ? [] : wires.flatMap((wire) => pathOf(wire, among) ?? []).map(({ corners }) => corners.map((corner) => ({ x: corner.x * zoom + x, y: corner.y * zoom + y })));
  last = placeMap(cards, courses, { width, height });
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
  const place = useStore(placeOf, shallow);
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
      style={{ ...mapSize, right: (place?.right ?? mapMargin) - mapMargin, bottom: (place?.bottom ?? mapMargin) - mapMargin }}
      data-canvas-overlay
    />
  );
}
