/** What commands may say of a stage; the ranges are checked by the commands, which name the field. */
import * as z from 'zod/mini';
import type { Refusal } from '../refusal';
import { finiteNumber, nameSchema, stageParts } from '../schema';
import { stageFields } from '../training-fields';
import type { HourglassDocument } from '../types';
import { own } from '../own';
import { rangeRefusal } from './ranges';
import { playerMissing } from './support';

export const stageChange = z.partial(z.strictObject({ name: nameSchema, order: finiteNumber, epochs: z.number(), steps: z.number(), ...stageParts }));
export type StageChange = z.infer<typeof stageChange>;

export function stageRefusal(change: StageChange, { training }: Pick<HourglassDocument, 'training'>): Refusal | void {
  const stranger = change.players?.find((id) => !own(training.players, id));
  return stranger === undefined ? rangeRefusal(stageFields, change) : playerMissing(stranger);
}
