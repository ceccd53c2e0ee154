/** Pins nodes to their places, or lets them go. */
import * as z from 'zod/mini';
import { nodesCommand } from './nodes-command';

export const setPinned = nodesCommand({
  name: 'setPinned',
  title: 'Pin or unpin',
  given: { pinned: z.boolean() },
  label: ({ pinned }, nodes) => `${pinned ? 'Pin' : 'Unpin'} ${nodes}`,
  set(node, { pinned }) {
    node.pinned = pinned;
  },
});
