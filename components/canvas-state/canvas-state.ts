/** What the canvas knows beside the document: open pop-overs, the wire being drawn, switches of the view. Never saved with the document. */
import { useStore } from 'zustand';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import type { PortEnd, Position, WireId } from '@/graph-engine/document/types';
import { keptAs } from '@/components/studio-state/settings-storage';

export type { PortEnd };
export type Side = PortEnd['side'];
/** A wire on its way from `from`; `verdicts` holds, by port key, why it may not end there, or null. */
export interface Wiring {
  readonly from: PortEnd;
  /** The wire whose end is moved. */
  readonly moving?: WireId | undefined;
  readonly verdicts: Readonly<Record<string, string | null>>;
}
export interface SearchRequest {
  /** Of the window. */
  readonly x: number;
  readonly y: number;
  /** Where the new node goes, in canvas coordinates. */
  readonly at: Position;
  /** Only kinds that can be wired to this port; the new node is wired at once. */
  readonly from?: PortEnd;
  /** The new node goes into this wire. */
  readonly wire?: WireId;
  /** Only layers, for the stack of the selected node. */
  readonly layers?: boolean;
}
export interface Tip {
  readonly x: number;
  readonly y: number;
  readonly side: 'left' | 'right' | 'top';
  readonly title: string;
  readonly lines: readonly string[];
  readonly shortcut?: string;
}
export interface CanvasState {
  readonly snap: boolean;
  readonly minimap: boolean;
  /** It would lie over a card: it is there only if it was asked for since. */
  readonly mapCrowded: boolean;
  readonly mapAsked: boolean;
  readonly helperLines: boolean;
  /** What a wheel does, and two fingers on a trackpad: zoom, or pan as other pages scroll. With Ctrl, and for a pinch, it zooms. */
  readonly wheelZooms: boolean;
  readonly search: SearchRequest | null;
  /** The dialog that draws wires by key, opened on a node or on none. */
  readonly connecting: { readonly node: string | null } | null;
  /** The node, frame or note whose name or text is being typed. */
  readonly editing: string | null;
  /** The layer whose form is open on the card of its node. */
  readonly editingLayer: string | null;
  readonly wiring: Wiring | null;
  /** The wire that takes up what is being dragged when it is let go. */
  readonly dropWire: WireId | null;
  readonly hoveredWire: WireId | null;
  /** A palette entry under way, in window coordinates. */
  readonly palette: { readonly kind: string; readonly title: string; readonly x: number; readonly y: number } | null;
  readonly tip: Tip | null;
  /** A wire was let go, at this place of the window, where it may not end. */
  readonly refused: { readonly x: number; readonly y: number; readonly reason: string; readonly instead: string } | null;
}

const initial: CanvasState = {
  snap: false,
  minimap: true,
  mapCrowded: false,
  mapAsked: false,
  helperLines: true,
  wheelZooms: false,
  search: null,
  connecting: null,
  editing: null,
  editingLayer: null,
  wiring: null,
  dropWire: null,
  hoveredWire: null,
  palette: null,
  tip: null,
  refused: null,
};

export const canvasStore = createStore<CanvasState>()(
  persist(() => initial, {
    ...keptAs<Pick<CanvasState, 'snap' | 'minimap' | 'helperLines' | 'wheelZooms'>>('hourglass-canvas'),
    partialize: ({ snap, minimap, helperLines, wheelZooms }) => ({ snap, minimap, helperLines, wheelZooms }),
  }),
);

export const getCanvas = (): CanvasState => canvasStore.getState();
/** Sets nothing, and wakes nobody, where all values are the same already. */
export function setCanvas(patch: Partial<CanvasState>): void {
  const now = getCanvas();
  if (Object.entries(patch).some(([key, value]) => now[key as keyof CanvasState] !== value)) canvasStore.setState(patch);
}
export const useCanvas = <T>(selector: (state: CanvasState) => T): T => useStore(canvasStore, selector);

/** Whether the map is on, and not left out because it would lie over a card. */
export const mapIsOn = ({ minimap, mapCrowded, mapAsked }: CanvasState): boolean => minimap && (!mapCrowded || mapAsked);
export const toggleMap = (): void => {
  const on = !mapIsOn(getCanvas());
  setCanvas({ minimap: on, mapAsked: on });
};
