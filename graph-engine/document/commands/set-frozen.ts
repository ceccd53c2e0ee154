/** Freezes nodes, whose parameters are then not trained, or thaws them. */
import * as z from 'zod/mini';
import { nodesCommand } from './nodes-command';

export const setFrozen = nodesCommand({
  name: 'setFrozen',
  title: 'Freeze or thaw',
  given: { frozen: z.boolean() },
  label: ({ frozen }, nodes) => `${frozen ? 'Freeze' : 'Thaw'} ${nodes}`,
  set(node, { frozen }) {
    node.frozen = frozen;
  },
});
