/** Changes name, turn, updates, clipping or optimiser of a player; the rest stays. A value out of range is refused by name. */
import * as z from 'zod/mini';
import type { Fields } from '../fields';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema } from '../schema';
import { optimizerFields, playerFields, usualSettings } from '../training-fields';
import type { OptimizerSettings } from '../types';
import { defineCommand } from './definition';
import { playerChange, playerRefusal, type PlayerChange } from './player-schema';
import { playerMissing } from './support';
import { updateParts } from './update-parts';

const namesIn = (set: PlayerChange): string[] => Object.entries(set).flatMap(([key, value]) => (typeof value === 'object' ? Object.keys(value) : [key]));

/** What of its settings stood as the optimiser before usually has it, as the next one usually has it. */
function movedTo(now: OptimizerSettings, kind: OptimizerSettings['kind']): Partial<OptimizerSettings> {
  const [before, after] = [usualSettings(now.kind), usualSettings(kind)];
  const names = (Object.keys(after) as (keyof OptimizerSettings)[]).filter((name) => name !== 'kind' && now[name] === before[name] && before[name] !== after[name]);
  return Object.fromEntries(names.map((name) => [name, after[name]]));
}

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
    updateParts(player, set.optimizer?.kind === undefined ? set : { ...set, optimizer: { ...movedTo(player.optimizer, set.optimizer.kind), ...set.optimizer } });
  },
  mergeKey: ({ player, set }) => `player ${player} ${namesIn(set).sort().join(' ')}`,
});
