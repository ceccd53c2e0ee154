/** Folds nodes to their title bar, or opens them. */
import * as z from 'zod/mini';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema } from '../schema';
import { defineCommand } from './definition';
import { nameNodes, nodeMissing } from './support';

export const setCollapsed = defineCommand({
  name: 'setCollapsed',
  title: 'Fold or unfold',
  schema: z.strictObject({ nodes: z.readonly(z.array(idSchema).check(z.minLength(1))), collapsed: z.boolean() }),
  label: ({ nodes, collapsed }, document) => `${collapsed ? 'Fold' : 'Unfold'} ${nameNodes(nodes, document)}`,
  apply(draft, { nodes, collapsed }): Refusal | void {
    for (const id of nodes) {
      const node = own(draft.nodes, id);
      if (!node) return nodeMissing(id);
      node.collapsed = collapsed;
    }
  },
});
