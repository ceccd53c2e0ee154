/** The mounted canvas, for actions and other panels: places, sizes, the viewport and the keyboard focus. */
import type { ReactFlowInstance, Viewport } from '@xyflow/react';
import type { Position } from '@/graph-engine/document/types';
import { getSelection, getStudio, getUi } from '@/components/studio-state';
import type { CanvasEdge, CanvasNode } from './flow-model';
import { holdersOf } from './collapsed';
import { manyNodes } from './many-nodes';
import { fitBoxes, roomAt, type Area } from './fit-boxes';
import { boundsOf, type Box } from './geometry';
import { partIn } from './presented-part';
import { splitBoxes } from './split-boxes';

interface View {
  readonly flow: ReactFlowInstance<CanvasNode, CanvasEdge>;
  readonly element: HTMLElement;
}
let view: View | null = null;

export const setCanvasView = (next: View | null): void => {
  view = next;
};
export const canvasView = (): View | null => view;

/** The size that a node will roughly have, before it is measured. */
export const expectedSize = { width: 240, height: 240 };

const reduced = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
const duration = (): number => (reduced() ? 0 : 260);

export function boxOf(id: string): Box | null {
  const { nodes, frames, notes } = getStudio().document;
  const thing = nodes[id] ?? frames[id] ?? notes[id];
  if (!thing) return null;
  // What a collapsed frame holds is where its card is.
  const holder = holdersOf({ frames }).get(id);
  if (holder !== undefined && frames[holder]) return boxOf(holder);
  const measured = view?.flow.getInternalNode(id)?.measured;
  const own = 'width' in thing && !('holds' in thing && thing.holds) ? thing : expectedSize;
  return { id, ...thing.position, width: measured?.width ?? own.width, height: measured?.height ?? own.height, ...('pinned' in thing && thing.pinned && { pinned: true }) };
}
/** Each once: what one card holds is one box. */
export const boxesOf = (ids: readonly string[]): readonly Box[] => [...new Map(ids.flatMap((id) => boxOf(id) ?? []).map((box) => [box.id, box])).values()];

/** The part of the canvas that no panel lies over. */
export function freeArea(): { readonly left: number; readonly top: number; readonly width: number; readonly height: number } {
  if (!view) return { left: 0, top: 0, width: 0, height: 0 };
  const { left, top, right, height } = view.element.getBoundingClientRect();
  const cover = document.querySelector('[data-covers-canvas]')?.getBoundingClientRect();
  const end = cover && cover.left > left && cover.left < right ? cover.left : right;
  return { left, top, width: end - left, height };
}

/** The middle of what is seen, in canvas coordinates. */
export function viewCentre(): Position {
  if (!view) return { x: 0, y: 0 };
  const { left, top, width, height } = freeArea();
  return view.flow.screenToFlowPosition({ x: left + width / 2, y: top + height / 2 });
}
export function canvasCentreOnScreen(): Position {
  const { left, top, width, height } = freeArea();
  return { x: left + width / 2, y: top + height / 2 };
}
export const toCanvas = (x: number, y: number): Position => view?.flow.screenToFlowPosition({ x, y }, { snapToGrid: false }) ?? { x, y };

/** Whether the point of the window lies on the free canvas, not on a panel above it. */
export function isOverCanvas(x: number, y: number): boolean {
  const hit = document.elementFromPoint(x, y);
  return Boolean(view && hit && view.element.contains(hit) && !hit.closest('[data-canvas-overlay]'));
}

/** No view is smaller. */
const smallest = 0.1;
/** Words on a card are 11.5 pixels on the screen. */
const legibleZoom = 0.82;
/** With it they are 11: smaller no view that is fitted by itself is. */
const leastWhole = 0.79;
/** Many nodes are seen from afar, and what is presented comes in parts of its own; of a few, what can be read is worth more than the whole. */
const leastByItself = (): number => (getUi().presenting || Object.keys(getStudio().document.nodes).length > manyNodes ? smallest : legibleZoom);

/** The whole was fitted last: no hand has moved the view since, and no part was shown. */
let fitted = false;
/** It was, before a part is shown for a while. */
let awaited = false;
export const movedByHand = (): void => {
  fitted = awaited = false;
};
/** The whole graph is fitted, and no hand has moved the view since. */
export const isFitted = (): boolean => fitted;

/** What was seen of a document when its canvas went, as it does while it is presented. */
let left: { readonly document: string; readonly viewport: Viewport; readonly fitted: boolean } | null = null;
export function leaveView(): void {
  if (view) left = { document: getStudio().document.id, viewport: view.flow.getViewport(), fitted };
}
/** Shows the document as it was left, once. False where nothing is known of it. */
export function returnToView(document: string): boolean {
  if (!view || left?.document !== document) return false;
  const { viewport, fitted: was } = left;
  left = null;
  fitted = was;
  void view.flow.setViewport(viewport);
  return true;
}

/** The toolbar, in pixels from the left upper corner of the canvas: what is fitted keeps clear of it. */
function toolbarArea(element: HTMLElement): Area | null {
  const bar = element.parentElement?.querySelector('[role="toolbar"][data-canvas-overlay]')?.getBoundingClientRect();
  const { left, top } = element.getBoundingClientRect();
  return bar ? { left: bar.left - left, top: bar.top - top, width: bar.width, height: bar.height } : null;
}

/** A card alone is not blown up until its curve is coarse. */
const largestPart = 1.5;
/** What is presented: all, or the part that is its turn where words on cards could not be as large as those around the graph. */
function presented(all: readonly Box[]): readonly Box[] {
  const { nodes, notes } = getStudio().document;
  const { width, height } = freeArea();
  const room = roomAt(legibleZoom, { width, height });
  const part = partIn(room, () => {
    const parts = splitBoxes(all, room).length === 1 ? [all] : splitBoxes(boxesOf([nodes, notes].flatMap(Object.keys)), room);
    return parts.map((boxes) => boxes.map(({ id }) => id));
  });
  return part ? boxesOf(part) : all;
}

interface FitOptions {
  /** Nobody asked for it: what would be too small to read is not all shown. */
  readonly byItself?: boolean;
  readonly animate?: boolean;
}
/**
 * Shows these things, or all. Worked out from the document, since what is out of sight of a large graph is not measured.
 * What would be too small `byItself` is shown from its beginning, or where something is selected.
 */
export function fitView(ids?: readonly string[], { byItself = false, animate = true }: FitOptions = {}): void {
  const least = byItself ? leastByItself() : smallest;
  const { nodes, frames, notes } = getStudio().document;
  const wanted = boxesOf(ids ?? [nodes, frames, notes].flatMap(Object.keys));
  if (!view || wanted.length === 0) return;
  const { presenting, panels } = getUi();
  const boxes = presenting && !ids ? presented(wanted) : wanted;
  const selected = boundsOf(boxesOf(getSelection().nodes));
  // While it trains the whole, with the curve at its end, is worth a little more than the size of its words; of a part, the pictures of the beginning are worth more than the curve, which the drawer shows too.
  const whole = panels.drawer ? Math.min(least, leastWhole) : least;
  const viewport = fitBoxes(boxes, freeArea(), { least, most: presenting ? (boxes.length < wanted.length ? largestPart : 2) : ids ? 1.2 : 1, avoid: toolbarArea(view.element), whole, around: selected });
  fitted = !ids;
  awaited = false;
  void view.flow.setViewport(viewport, { duration: animate ? duration() : 0 });
}
/** Fits the whole again, to another size of the canvas, as when it was opened. */
export const refitView = (): void => fitView(undefined, { byItself: true });
const byHand = (move: (flow: View['flow']) => unknown): void => {
  movedByHand();
  if (view) move(view.flow);
};
export const zoomIn = (): void => byHand((flow) => flow.zoomIn({ duration: duration() }));
export const zoomOut = (): void => byHand((flow) => flow.zoomOut({ duration: duration() }));
export const zoomTo = (zoom: number): void => byHand((flow) => flow.zoomTo(zoom, { duration: duration() }));

/** Pans to the node where it is not wholly in view. `forAWhile`: until `showWholeAgain`, if no hand moves the view before. */
export function reveal(id: string, { forAWhile = false }: { readonly forAWhile?: boolean } = {}): void {
  const box = boxOf(id);
  if (!view || !box) return;
  const { left, top, width, height } = freeArea();
  const a = view.flow.flowToScreenPosition({ x: box.x, y: box.y });
  const b = view.flow.flowToScreenPosition({ x: box.x + box.width, y: box.y + box.height });
  const inside = a.x >= left && a.y >= top && b.x <= left + width && b.y <= top + height;
  if (inside) return;
  const zoom = view.flow.getZoom();
  if (forAWhile) [awaited, fitted] = [fitted || awaited, false];
  else movedByHand();
  void view.flow.setViewport({ x: width / 2 - (box.x + box.width / 2) * zoom, y: height / 2 - (box.y + box.height / 2) * zoom, zoom }, { duration: duration() });
}
export const showWholeAgain = (): void => {
  if (awaited) refitView();
};

/** Whether keys belong to the canvas: the focus is in it, or nowhere. */
export function canvasHasKeys(): boolean {
  const focused = document.activeElement;
  return Boolean(view) && (!focused || focused === document.body || view!.element.contains(focused)) && !document.querySelector('[role="dialog"], [role="menu"]');
}

/** Moves the keyboard focus as soon as what takes it is on the canvas; the canvas itself takes it where that never comes. */
function focusOn(selector: string | null, tries = 20): void {
  requestAnimationFrame(() => {
    const element = selector === null ? null : view?.element.querySelector<HTMLElement>(selector);
    element?.focus({ preventScroll: true });
    if (element && document.activeElement === element) return;
    if (selector !== null && tries > 0) focusOn(selector, tries - 1);
    else view?.element.focus({ preventScroll: true });
  });
}
/** A new node is hidden until it is measured. */
export const focusOnCanvas = (id: string | null): void => focusOn(id === null ? null : `.react-flow__node[data-id="${CSS.escape(id)}"]`);
/** The line of a layer on the card of its node. */
export const focusOnLayer = (layer: string): void => focusOn(`[data-layer="${CSS.escape(layer)}"]`);
