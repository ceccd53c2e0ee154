/** Adds what was chosen in a list: a node; a layer into the stack that is selected, or as an Encoder that holds it. */
import { mirrorField } from '@/graph-engine/nodes/mirror-field';
import { layersOf, type GraphNode } from '@/graph-engine/document/types';
import { announce, dispatch, getSelection, getStudio, select } from '@/components/studio-state';
import { addNode, type AddOptions } from './add-node';
import { kindOf } from '@/components/canvas-state/kinds';
import type { NewLayer, Offer } from '@/components/canvas-state/offers';

/** The selected node that takes a layer: it has a stack of its own. */
export function selectedStack(): GraphNode | null {
  const { nodes } = getSelection();
  const node = nodes.length === 1 ? getStudio().document.nodes[nodes[0]!] : undefined;
  return node && kindOf(node.kind)?.traits.stack && !mirrorField(node) ? node : null;
}

/** Behind the selected layer, or at the end. */
function addLayer(stack: GraphNode, { kind, params }: NewLayer, title: string): void {
  const { id, name } = stack;
  const { layer } = getSelection();
  const before = layer?.node === id ? layersOf(stack).findIndex((one) => one.id === layer.layer) : -1;
  const result = dispatch('addLayer', { node: id, kind, ...(params && { params }), ...(before >= 0 && { index: before + 1 }) });
  if (!result.ok) return;
  const [created] = result.created;
  select({ nodes: [id], layer: created === undefined ? null : { node: id, layer: created } });
  announce(`${title} added to ${name}.`);
}

export function addOffer({ node, layer, title }: Offer, options: AddOptions): void {
  const stack = layer && options.wire === undefined && !options.connect ? selectedStack() : null;
  if (layer && stack) addLayer(stack, layer, title);
  else addNode(node, options);
}
