/** Puts a new node on the canvas, with the defaults of its kind written out. */
import { castDraft } from 'immer';
import * as z from 'zod/mini';
import { defaultsOf } from '../fields';
import { limits } from '../limits';
import { playerFor } from '../players';
import type { Refusal } from '../refusal';
import { idSchema, nameSchema, paramsSchema, positionSchema } from '../schema';
import type { LayerInstance } from '../types';
import { defineCommand } from './definition';
import { chooseId, freeName, namesOf, paramsRefusal, sizeOfRecord, tooMany } from './support';

export const newNodeSchema = z.strictObject({
  kind: idSchema,
  position: positionSchema,
  id: z.optional(idSchema),
  name: z.optional(nameSchema),
  params: z.optional(paramsSchema),
  layers: z.optional(z.readonly(z.array(z.strictObject({ kind: idSchema, params: z.optional(paramsSchema) })).check(z.maxLength(limits.layers)))),
});

export const addNode = defineCommand({
  name: 'addNode',
  title: 'Add node',
  schema: newNodeSchema,
  label: ({ kind, name }, _, catalogue) => `Add ${name ?? catalogue.node(kind)?.title ?? kind}`,
  apply(draft, args, { catalogue, newId }): Refusal | void {
    const kind = catalogue.node(args.kind);
    if (!kind) return { reason: `There is no node kind “${args.kind}”.` };
    if (sizeOfRecord(draft.nodes) >= limits.nodes) return tooMany('nodes');
    const id = chooseId(draft, args.id, () => newId(args.kind));
    const wrong = paramsRefusal(kind.fields, args.params ?? {}, { node: id });
    if (wrong) return wrong;
    const layers: Record<string, LayerInstance> = {};
    if (args.layers?.length && !kind.hasStack) return { reason: `${kind.title} holds no layers.` };
    for (const [index, layer] of (args.layers ?? []).entries()) {
      const definition = catalogue.layer(layer.kind);
      if (!definition) return { reason: `There is no layer kind “${layer.kind}”.` };
      const layerId = newId(layer.kind);
      const refusal = paramsRefusal(definition.fields, layer.params ?? {}, { node: id, layer: layerId });
      if (refusal) return refusal;
      layers[layerId] = { id: layerId, kind: layer.kind, order: index + 1, params: { ...defaultsOf(definition.fields), ...layer.params } };
    }
    draft.nodes[id] = castDraft({
      id,
      kind: args.kind,
      name: args.name ?? freeName(kind.title, namesOf(draft)),
      position: args.position,
      params: { ...defaultsOf(kind.fields), ...args.params },
      layers,
      player: playerFor(draft.training, args.kind, catalogue),
      frozen: false,
      sharesWith: null,
      collapsed: false,
      pinned: false,
      mode: 'active',
    });
  },
});
