/** Takes a player away; the nodes that were its own belong to the main player then. */
import * as z from 'zod/mini';
import { own } from '../own';
import { mainPlayer } from '../players';
import type { Refusal } from '../refusal';
import { idSchema } from '../schema';
import { defineCommand } from './definition';
import { playerMissing, sizeOfRecord } from './support';

export const removePlayer = defineCommand({
  name: 'removePlayer',
  title: 'Remove player',
  schema: z.strictObject({ player: idSchema }),
  label: ({ player }, document) => `Remove player ${own(document.training.players, player)?.name ?? ''}`.trimEnd(),
  apply(draft, { player: id }): Refusal | void {
    const { players } = draft.training;
    if (!own(players, id)) return playerMissing(id);
    if (sizeOfRecord(players) === 1) return { reason: 'Somebody must learn: the last player stays.' };
    delete players[id];
    for (const stage of Object.values(draft.training.stages)) stage.players = stage.players.filter((player) => player !== id);
    const heir = mainPlayer(draft.training).id;
    for (const node of Object.values(draft.nodes)) if (node.player === id) node.player = heir;
  },
});
