/** Folds nodes to their title bar, or opens them. */
import * as z from 'zod/mini';
import { nodesCommand } from './nodes-command';

export const setCollapsed = nodesCommand({
  name: 'setCollapsed',
  title: 'Fold or unfold',
  given: { collapsed: z.boolean() },
  label: ({ collapsed }, nodes) => `${collapsed ? 'Fold' : 'Unfold'} ${nodes}`,
  set(node, { collapsed }) {
    node.collapsed = collapsed;
  },
});
