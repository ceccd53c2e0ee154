/** A new player, whose turn comes before the main one's. */
import { castDraft } from 'immer';
import * as z from 'zod/mini';
import { limits } from '../limits';
import { newPlayer } from '../players';
import type { Refusal } from '../refusal';
import { defineCommand } from './definition';
import { playerChange, playerRefusal } from './player-schema';
import { sizeOfRecord, tooMany } from './support';
import { updateParts } from './update-parts';

export const addPlayer = defineCommand({
  name: 'addPlayer',
  title: 'Add player',
  schema: z.strictObject({ set: z.optional(playerChange) }),
  label: ({ set }) => `Add player ${set?.name ?? ''}`.trimEnd(),
  apply(draft, { set = {} }): Refusal | void {
    const { name = 'Player', ...rest } = set;
    if (sizeOfRecord(draft.training.players) >= limits.players) return tooMany('players');
    const refusal = playerRefusal(set);
    if (refusal) return refusal;
    const player = castDraft(newPlayer(draft.training, name));
    updateParts(player, rest);
    draft.training.players[player.id] = player;
  },
});
