/** What commands may say of a player; the ranges are checked by the commands, which name the field. */
import * as z from 'zod';
import { optimizerKinds } from '../optimizer-kinds';
import type { Refusal } from '../refusal';
import { finiteNumber, nameSchema } from '../schema';
import { optimizerFields, playerFields } from '../training-fields';
import { rangeRefusal } from './ranges';

const number = z.number().optional();
export const playerChange = z.strictObject({
  name: nameSchema.optional(),
  order: finiteNumber.optional(),
  updates: number,
  clipNorm: number,
  optimizer: z.strictObject({ kind: z.enum(optimizerKinds).optional(), learningRate: number, momentum: number, weightDecay: number, beta1: number, beta2: number, epsilon: number }).optional(),
});
export type PlayerChange = z.infer<typeof playerChange>;

export const playerRefusal = (change: PlayerChange): Refusal | void => rangeRefusal(playerFields, change) ?? rangeRefusal(optimizerFields, change.optimizer ?? {});
