/** Changes name, turn, updates, clipping or optimiser of a player; the rest stays. A value out of range is refused by name. */
import * as z from 'zod/mini';
import type { Fields } from '../fields';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema } from '../schema';
import { optimizerFields, playerFields } from '../training-fields';
import { defineCommand } from './definition';
import { playerChange, playerRefusal, type PlayerChange } from './player-schema';
import { playerMissing } from './support';
import { updateParts } from './update-parts';

const namesIn = (set: PlayerChange): string[] => Object.entries(set).flatMap(([key, value]) => (typeof value === 'object' ? Object.keys(value) : [key]));

export const setPlayer = defineCommand({
  name: 'setPlayer',
  title: 'Change player',
  schema: z.strictObject({ player: idSchema, set: playerChange }),
  label: ({ player, set }, document) => {
    const names = namesIn(set);
    const fields: Fields = { ...playerFields, ...optimizerFields };
    const field = names.length === 1 && names[0] !== 'kind' ? own(fields, names[0]!) : null;
    const name = own(document.training.players, player)?.name ?? 'player';
    return field ? `Set ${field.label.toLowerCase()} of ${name}` : `Change ${name}`;
  },
  apply(draft, { player: id, set }): Refusal | void {
    const player = own(draft.training.players, id);
    if (!player) return playerMissing(id);
    const refusal = playerRefusal(set);
    if (refusal) return refusal;
    updateParts(player, set);
  },
  mergeKey: ({ player, set }) => `player ${player} ${namesIn(set).sort().join(' ')}`,
});
