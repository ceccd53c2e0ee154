/** Says whose nodes are: who learns their parameters and makes their terms of the loss small. */
import * as z from 'zod/mini';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema } from '../schema';
import { defineCommand } from './definition';
import { nameNodes, nodeMissing, playerMissing } from './support';

export const setNodePlayer = defineCommand({
  name: 'setNodePlayer',
  title: 'Choose player',
  schema: z.strictObject({ nodes: z.readonly(z.array(idSchema).check(z.minLength(1))), player: idSchema }),
  label: ({ nodes, player }, document) => `Give ${nameNodes(nodes, document)} to ${own(document.training.players, player)?.name ?? 'a player'}`,
  apply(draft, { nodes, player }): Refusal | void {
    if (!own(draft.training.players, player)) return playerMissing(player);
    for (const id of nodes) {
      const node = own(draft.nodes, id);
      if (!node) return nodeMissing(id);
      node.player = player;
    }
  },
});
