/** Sets one parameter of one layer of a stack. */
import * as z from 'zod/mini';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema, paramValueSchema } from '../schema';
import { defineCommand } from './definition';
import { layerMissing, nodeMissing, paramRefusal, writeParam } from './support';

export const setLayerParam = defineCommand({
  name: 'setLayerParam',
  title: 'Set layer parameter',
  schema: z.strictObject({ node: idSchema, layer: idSchema, field: idSchema, value: paramValueSchema }),
  label: ({ node, layer, field }, document, catalogue) => {
    const owner = own(document.nodes, node);
    const kind = catalogue.layer((owner && own(owner.layers, layer)?.kind) ?? '');
    return `Set ${(kind && own(kind.fields, field)?.label.toLowerCase()) ?? field} of ${kind?.title ?? 'layer'} in ${owner?.name ?? 'node'}`;
  },
  apply(draft, { node: nodeId, layer: layerId, field, value }, { catalogue }): Refusal | void {
    const node = own(draft.nodes, nodeId);
    if (!node) return nodeMissing(nodeId);
    const layer = own(node.layers, layerId);
    if (!layer) return layerMissing(nodeId, layerId);
    const kind = catalogue.layer(layer.kind);
    if (!kind) return { reason: `The layer is of the unknown kind “${layer.kind}”.`, at: { node: nodeId, layer: layerId } };
    const refusal = paramRefusal(kind.fields, field, value, { node: nodeId, layer: layerId });
    if (refusal) return refusal;
    writeParam(layer.params, field, value);
  },
  mergeKey: ({ node, layer, field }) => `set ${field} ${node} ${layer}`,
});
