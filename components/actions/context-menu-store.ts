/** Opens the context menu from anywhere: `openContextMenu({ x, y, place: 'node', target: { node: id } })`, x and y of the window. */
import { createStore } from 'zustand/vanilla';
import type { ActionPlace, ActionTarget } from './definition';

export interface ContextMenuRequest {
  readonly x: number;
  readonly y: number;
  readonly place: ActionPlace;
  readonly target: ActionTarget;
}

export const contextMenuStore = createStore<{ readonly open: ContextMenuRequest | null }>(() => ({ open: null }));
export const openContextMenu = (open: ContextMenuRequest): void => contextMenuStore.setState({ open });
export const closeContextMenu = (): void => contextMenuStore.setState({ open: null });
