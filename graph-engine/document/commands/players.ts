/** Players: who learns what. A value out of range is refused by name. */
import { produce } from 'immer';
import * as z from 'zod/mini';
import { optimizerKinds } from '../../optimizers/registry';
import { mainPlayer, newPlayer } from '../players';
import type { Refusal } from '../refusal';
import { finiteNumber, nameSchema } from '../schema';
import { optimizerFields, playerFields, usualSettings } from '../training-fields';
import type { OptimizerSettings, Player } from '../types';
import { rangeRefusal } from './ranges';
import { recordCommands } from './record-commands';
import { sizeOfRecord } from './support';
import { updateParts } from './update-parts';

const number = z.optional(z.number());
const changes = z.strictObject({
  name: z.optional(nameSchema),
  order: z.optional(finiteNumber),
  updates: number,
  clipNorm: number,
  optimizer: z.optional(
    z.strictObject({ kind: z.optional(z.enum(optimizerKinds)), learningRate: number, momentum: number, weightDecay: number, beta1: number, beta2: number, epsilon: number }),
  ),
});
type PlayerChange = z.output<typeof changes>;

const refusal = (change: PlayerChange): Refusal | void => rangeRefusal(playerFields, change) ?? rangeRefusal(optimizerFields, change.optimizer ?? {});

/** What of its settings stood as the optimiser before usually has it, as the next one usually has it. */
function movedTo(now: OptimizerSettings, kind: OptimizerSettings['kind']): Partial<OptimizerSettings> {
  const [before, after] = [usualSettings(now.kind), usualSettings(kind)];
  const names = (Object.keys(after) as (keyof OptimizerSettings)[]).filter((name) => name !== 'kind' && now[name] === before[name] && before[name] !== after[name]);
  return Object.fromEntries(names.map((name) => [name, after[name]]));
}

export const players = recordCommands({
  word: 'player',
  many: 'players',
  recordOf: (document) => document.training.players,
  nameOf: ({ name }: Player) => name,
  given: z.strictObject({ set: z.optional(changes) }),
  givenName: ({ set }) => set?.name,
  /** Its turn comes before the main one's. */
  make({ training }, { set = {} }) {
    const { name = 'Player', ...rest } = set;
    return refusal(set) ?? produce(newPlayer(training, name), (player) => updateParts(player, rest));
  },
  changes,
  fields: { ...playerFields, ...optimizerFields },
  refusal,
  widen: (change, { optimizer }) => (change.optimizer?.kind === undefined ? change : { ...change, optimizer: { ...movedTo(optimizer, change.optimizer.kind), ...change.optimizer } }),
  stays: ({ training }) => (sizeOfRecord(training.players) === 1 ? { reason: 'Somebody must learn: the last player stays.' } : undefined),
  /** Its nodes belong to the main player then. */
  gone({ training, nodes }, id) {
    for (const stage of Object.values(training.stages)) stage.players = stage.players.filter((player) => player !== id);
    const heir = mainPlayer(training).id;
    for (const node of Object.values(nodes)) if (node.player === id) node.player = heir;
  },
});
