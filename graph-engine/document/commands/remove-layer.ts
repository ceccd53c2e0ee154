/** Takes a layer out of a stack. */
import { z } from 'zod';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema } from '../schema';
import { defineCommand } from './definition';
import { layerMissing, nodeMissing } from './support';

export const removeLayer = defineCommand({
  name: 'removeLayer',
  title: 'Delete layer',
  schema: z.strictObject({ node: idSchema, layer: idSchema }),
  label: ({ node, layer }, document) => {
    const owner = own(document.nodes, node);
    return `Delete ${(owner && own(owner.layers, layer)?.kind) ?? 'layer'} from ${owner?.name ?? 'node'}`;
  },
  apply(draft, { node: nodeId, layer }): Refusal | void {
    const node = own(draft.nodes, nodeId);
    if (!node) return nodeMissing(nodeId);
    if (!own(node.layers, layer)) return layerMissing(nodeId, layer);
    delete node.layers[layer];
  },
});
