/** What commands may say of a player; the ranges are checked by the commands, which name the field. */
import * as z from 'zod/mini';
import { optimizerKinds } from '../../optimizers/registry';
import type { Refusal } from '../refusal';
import { finiteNumber, nameSchema } from '../schema';
import { optimizerFields, playerFields } from '../training-fields';
import { rangeRefusal } from './ranges';

const number = z.optional(z.number());
export const playerChange = z.strictObject({
  name: z.optional(nameSchema),
  order: z.optional(finiteNumber),
  updates: number,
  clipNorm: number,
  optimizer: z.optional(
    z.strictObject({ kind: z.optional(z.enum(optimizerKinds)), learningRate: number, momentum: number, weightDecay: number, beta1: number, beta2: number, epsilon: number }),
  ),
});
export type PlayerChange = z.infer<typeof playerChange>;

export const playerRefusal = (change: PlayerChange): Refusal | void => rangeRefusal(playerFields, change) ?? rangeRefusal(optimizerFields, change.optimizer ?? {});
