/** Pins nodes to their places, or lets them go. */
import * as z from 'zod/mini';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema } from '../schema';
import { defineCommand } from './definition';
import { nameNodes, nodeMissing } from './support';

export const setPinned = defineCommand({
  name: 'setPinned',
  title: 'Pin or unpin',
  schema: z.strictObject({ nodes: z.readonly(z.array(idSchema).check(z.minLength(1))), pinned: z.boolean() }),
  label: ({ nodes, pinned }, document) => `${pinned ? 'Pin' : 'Unpin'} ${nameNodes(nodes, document)}`,
  apply(draft, { nodes, pinned }): Refusal | void {
    for (const id of nodes) {
      const node = own(draft.nodes, id);
      if (!node) return nodeMissing(id);
      node.pinned = pinned;
    }
  },
});
