/** Takes layers out of a stack. */
import * as z from 'zod/mini';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema } from '../schema';
import { defineCommand } from './definition';
import { count, layerMissing, layerTitle, nodeMissing } from './support';

export const removeLayer = defineCommand({
  name: 'removeLayer',
  title: 'Delete layers',
  schema: z.strictObject({ node: idSchema, layers: z.readonly(z.array(idSchema).check(z.minLength(1))) }),
  label: ({ node, layers }, document, catalogue) => {
    const owner = own(document.nodes, node);
    const only = layers.length === 1 && owner ? own(owner.layers, layers[0] ?? '') : undefined;
    return `Delete ${only ? layerTitle(only.kind, catalogue) : count(layers.length, 'layer')} from ${owner?.name ?? 'node'}`;
  },
  apply(draft, { node: nodeId, layers }): Refusal | void {
    const node = own(draft.nodes, nodeId);
    if (!node) return nodeMissing(nodeId);
    for (const layer of new Set(layers)) {
      if (!own(node.layers, layer)) return layerMissing(nodeId, layer);
      delete node.layers[layer];
    }
  },
});
