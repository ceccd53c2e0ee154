/** Deletes a mixed selection (nodes, wires, frames, notes) in one step. */
import * as z from 'zod/mini';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema } from '../schema';
import { defineCommand } from './definition';
import { count, nameNodes, wiresOf } from './support';

export const remove = defineCommand({
  name: 'remove',
  title: 'Delete selection',
  schema: z.strictObject({ ids: z.readonly(z.array(idSchema).check(z.minLength(1))) }),
  label: ({ ids }, document) => {
    if (ids.every((id) => own(document.nodes, id))) return `Delete ${nameNodes(ids, document)}`;
    return ids.every((id) => own(document.wires, id)) ? `Delete ${count(ids.length, 'wire')}` : `Delete ${count(ids.length, 'item')}`;
  },
  apply(draft, { ids }): Refusal | void {
    const gone = new Set(ids);
    for (const id of gone) {
      const record = [draft.nodes, draft.wires, draft.frames, draft.notes].find((candidate) => Object.hasOwn(candidate, id));
      if (!record) return { reason: `“${id}” is not there any more.` };
      delete (record as Record<string, unknown>)[id];
    }
    for (const wire of wiresOf(draft)) if (gone.has(wire.from.node) || gone.has(wire.to.node)) delete draft.wires[wire.id];
  },
});
