/** Lights a node up for a moment, so that the eye finds it. */
import { getUi, setUi } from './ui-store';

const haloMs = 1_800;

export function flashNode(id: string): void {
  setUi({ highlightedNode: id });
  setTimeout(() => {
    if (getUi().highlightedNode === id) setUi({ highlightedNode: null });
  }, haloMs);
}
