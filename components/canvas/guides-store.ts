/** The helper lines that a drag shows now. A store of its own: they change with every move, and everything on the canvas follows the canvas's state. */
import { createStore } from 'zustand/vanilla';
import type { Guides } from './guides';

type Lines = Pick<Guides, 'x' | 'y'> | null;
export const guidesStore = createStore<{ readonly lines: Lines }>(() => ({ lines: null }));

export function showGuides(lines: Lines): void {
  const now = guidesStore.getState().lines;
  if (now?.x !== lines?.x || now?.y !== lines?.y) guidesStore.setState({ lines });
}
