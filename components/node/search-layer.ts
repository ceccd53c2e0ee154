/** Opens the search for a layer: it comes behind the one named, or is the first of the stack. */
import { setCanvas } from '@/components/canvas-state/canvas-state';
import { toCanvas } from '@/components/canvas-state/canvas-view';
import { select } from '@/components/studio-state';

export function searchLayer(node: string, behind: string | null, at: Element): void {
  const { left, bottom } = at.getBoundingClientRect();
  select({ nodes: [node], layer: behind === null ? null : { node, layer: behind } });
  setCanvas({ editingLayer: null, search: { x: left, y: bottom + 4, at: toCanvas(left, bottom), layers: true } });
}
