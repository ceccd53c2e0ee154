/** Opens the context menu from anywhere: `openContextMenu({ x, y, place: 'node', target: { node: id } })`, x and y of the window. */
import { createStore } from 'zustand/vanilla';

/** Context menus: what was clicked. */
export type ActionPlace = 'canvas' | 'node' | 'wire' | 'frame' | 'note' | 'layer';

/** What a context menu was opened on, and where. */
export interface ActionTarget {
  readonly node?: string;
  readonly wire?: string;
  readonly frame?: string;
  readonly note?: string;
  readonly layer?: string;
  /** Of the click, in canvas coordinates. */
  readonly position?: { readonly x: number; readonly y: number };
}

export interface ContextMenuRequest {
  readonly x: number;
  readonly y: number;
  readonly place: ActionPlace;
  readonly target: ActionTarget;
}

export const contextMenuStore = createStore<{ readonly open: ContextMenuRequest | null }>(() => ({ open: null }));
export const openContextMenu = (open: ContextMenuRequest): void => contextMenuStore.setState({ open });
export const closeContextMenu = (): void => contextMenuStore.setState({ open: null });
