/** Puts a layer into a node's stack, at the end unless an index is given. */
import { castDraft } from 'immer';
import * as z from 'zod/mini';
import { defaultsOf } from '../fields';
import { limits } from '../limits';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema, paramsSchema } from '../schema';
import { defineCommand } from './definition';
import { orderAt } from './stack-order';
import { chooseId, nodeMissing, paramsRefusal, sizeOfRecord } from './support';

export const addLayer = defineCommand({
  name: 'addLayer',
  title: 'Add layer',
  schema: z.strictObject({
    node: idSchema,
    kind: idSchema,
    index: z.optional(z.int().check(z.gte(0))),
    id: z.optional(idSchema),
    params: z.optional(paramsSchema),
  }),
  label: ({ node, kind }, document, catalogue) => `Add ${catalogue.layer(kind)?.title ?? kind} to ${own(document.nodes, node)?.name ?? 'node'}`,
  apply(draft, args, { catalogue, newId }): Refusal | void {
    const node = own(draft.nodes, args.node);
    if (!node) return nodeMissing(args.node);
    const kind = catalogue.layer(args.kind);
    if (!kind) return { reason: `There is no layer kind “${args.kind}”.`, at: { node: args.node } };
    if (!catalogue.node(node.kind)?.hasStack) return { reason: `${node.name} holds no layers.`, at: { node: args.node } };
    if (sizeOfRecord(node.layers) >= limits.layers) return { reason: `A stack holds at most ${limits.layers} layers.`, at: { node: args.node } };
    const id = chooseId(draft, args.id, () => newId(args.kind));
    const wrong = paramsRefusal(kind.fields, args.params ?? {}, { node: args.node, layer: id });
    if (wrong) return wrong;
    const order = orderAt(node, args.index ?? Infinity);
    node.layers[id] = castDraft({ id, kind: args.kind, order, params: { ...defaultsOf(kind.fields), ...args.params } });
  },
});
