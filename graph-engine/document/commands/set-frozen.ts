/** Freezes nodes, whose parameters are then not trained, or thaws them. */
import * as z from 'zod/mini';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema } from '../schema';
import { defineCommand } from './definition';
import { nameNodes, nodeMissing } from './support';

export const setFrozen = defineCommand({
  name: 'setFrozen',
  title: 'Freeze or thaw',
  schema: z.strictObject({ nodes: z.readonly(z.array(idSchema).check(z.minLength(1))), frozen: z.boolean() }),
  label: ({ nodes, frozen }, document) => `${frozen ? 'Freeze' : 'Thaw'} ${nameNodes(nodes, document)}`,
  apply(draft, { nodes, frozen }): Refusal | void {
    for (const id of nodes) {
      const node = own(draft.nodes, id);
      if (!node) return nodeMissing(id);
      node.frozen = frozen;
    }
  },
});
