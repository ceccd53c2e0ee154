/** What is done to a layer on the card of its node. */
import { setCanvas } from '@/components/canvas-state/canvas-state';
import { focusOnCanvas, focusOnLayer } from '@/components/canvas-state/canvas-view';
import { announce, dispatch, getStudio, select } from '@/components/studio-state';
import { layersOf, type LayerInstance } from '@/graph-engine/document/types';
import { KEEPS_FOCUS } from './keeps-focus';
import { searchLayer } from './search-layer';

export interface LayerPlace {
  readonly node: string;
  readonly layer: string;
  /** What it is called where it is told of. */
  readonly title: string;
  readonly index: number;
  readonly count: number;
}

export function moveLayer({ node, layer, title, count }: LayerPlace, to: number): void {
  if (to < 0 || to >= count) return;
  // A line that changes its place on the page loses the focus; it takes it back when it has come there.
  const focused = document.activeElement?.getAttribute('data-layer') === layer ? document.activeElement : null;
  focused?.setAttribute(KEEPS_FOCUS, '');
  if (!dispatch('moveLayer', { node, layer, index: to }).ok) {
    focused?.removeAttribute(KEEPS_FOCUS);
    return;
  }
  // Of a long stack the last lines are shown while one of them is chosen.
  select({ nodes: [node], layer: { node, layer } });
  announce(`${title} is layer ${to + 1} of ${count}.`);
}

export function removeLayer({ node, layer, title, index }: LayerPlace): void {
  if (!dispatch('removeLayer', { node, layers: [layer] }).ok) return;
  const left = getStudio().document.nodes[node];
  const next = left && (layersOf(left)[index] ?? layersOf(left).at(-1));
  setCanvas({ editingLayer: null });
  select({ nodes: [node], layer: next ? { node, layer: next.id } : null });
  announce(`${title} removed.`);
  if (next) focusOnLayer(next.id);
  else focusOnCanvas(node);
}

export const addBehind = ({ node, layer }: LayerPlace, at: Element): void => searchLayer(node, layer, at);

/** A second one behind it, whose form is opened. */
export function duplicateLayer({ node, index, title }: LayerPlace, { kind, params }: LayerInstance): void {
  const result = dispatch('addLayer', { node, kind, params: { ...params }, index: index + 1 });
  const created = result.ok ? result.created[0] : undefined;
  if (created === undefined) return;
  select({ nodes: [node], layer: { node, layer: created } });
  setCanvas({ editingLayer: created });
  announce(`${title} duplicated.`);
}
