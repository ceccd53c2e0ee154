/** Moves a layer to another place of its stack, or into the stack of another node. `index` counts without the moved layer. */
import * as z from 'zod/mini';
import { limits } from '../limits';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema } from '../schema';
import { layersOf } from '../types';
import { defineCommand } from './definition';
import { orderAt } from './stack-order';
import { layerMissing, layerTitle, nodeMissing, sizeOfRecord } from './support';

export const moveLayer = defineCommand({
  name: 'moveLayer',
  title: 'Move layer',
  schema: z.strictObject({ node: idSchema, layer: idSchema, index: z.int().check(z.gte(0)), to: z.optional(idSchema) }),
  label: ({ node, layer }, document, catalogue) => {
    const owner = own(document.nodes, node);
    return `Move ${layerTitle((owner && own(owner.layers, layer)?.kind) ?? 'layer', catalogue)} of ${owner?.name ?? 'node'}`;
  },
  apply(draft, args, { catalogue }): Refusal | void {
    const from = own(draft.nodes, args.node);
    if (!from) return nodeMissing(args.node);
    const to = own(draft.nodes, args.to ?? args.node);
    if (!to) return nodeMissing(args.to ?? args.node);
    const layer = own(from.layers, args.layer);
    if (!layer) return layerMissing(args.node, args.layer);
    if (to.id !== from.id) {
      if (!catalogue.node(to.kind)?.hasStack) return { reason: `${to.name} holds no layers.`, at: { node: to.id } };
      if (sizeOfRecord(to.layers) >= limits.layers) return { reason: `A stack holds at most ${limits.layers} layers.`, at: { node: to.id } };
      if (own(to.layers, layer.id)) return { reason: `${to.name} has a layer “${layer.id}” already.`, at: { node: to.id, layer: layer.id } };
    } else {
      const stack = layersOf(from);
      const last = stack.length - 1;
      if (stack[Math.min(args.index, last)]?.id === layer.id) return;
    }
    const moved = { id: layer.id, kind: layer.kind, params: layer.params };
    delete from.layers[args.layer];
    to.layers[moved.id] = { ...moved, order: orderAt(to, args.index) };
  },
});
