/** Copies part of the document beside itself, with the wires inside it. */
import { current } from 'immer';
import * as z from 'zod/mini';
import { copyFragment } from '../fragment';
import type { Refusal } from '../refusal';
import { idSchema, positionSchema } from '../schema';
import { defineCommand } from './definition';
import { insertFragment } from './insert-fragment';
import { count, nameNodes, placed } from './support';

export const duplicate = defineCommand({
  name: 'duplicate',
  title: 'Duplicate',
  /** Nodes, frames and notes. */
  schema: z.strictObject({ ids: z.readonly(z.array(idSchema).check(z.minLength(1))), offset: z.optional(positionSchema) }),
  label: ({ ids }, document) =>
    `Duplicate ${ids.every((id) => Object.hasOwn(document.nodes, id)) ? nameNodes(ids, document) : count(ids.length, 'item')}`,
  apply(draft, { ids, offset }, context): Refusal | void {
    const missing = ids.find((id) => !placed(draft, id));
    if (missing !== undefined) return { reason: `“${missing}” is not there any more.` };
    return insertFragment(draft, copyFragment(current(draft), ids), { offset: offset ?? { x: 40, y: 40 } }, context);
  },
});
