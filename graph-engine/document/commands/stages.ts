/** Stages of a run, a new one behind all others; without any, the document is trained as a whole. Lists of one are taken as a whole. */
import * as z from 'zod/mini';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { finiteNumber, nameSchema, stageParts } from '../schema';
import { newStage } from '../stages';
import { stageFields } from '../training-fields';
import type { HourglassDocument, Stage } from '../types';
import { rangeRefusal } from './ranges';
import { missing, recordCommands } from './record-commands';

const changes = z.partial(z.strictObject({ name: nameSchema, order: finiteNumber, epochs: z.number(), steps: z.number(), ...stageParts }));

function refusal(change: z.output<typeof changes>, { training }: Pick<HourglassDocument, 'training'>): Refusal | void {
  const stranger = change.players?.find((id) => !own(training.players, id));
  return stranger === undefined ? rangeRefusal(stageFields, change) : missing('player', stranger);
}

export const stages = recordCommands({
  word: 'stage',
  many: 'stages',
  recordOf: (document) => document.training.stages,
  nameOf: ({ name }: Stage) => name,
  given: z.strictObject({ set: z.optional(changes) }),
  givenName: ({ set }) => set?.name,
  make(draft, { set = {} }) {
    const { name, ...rest } = set;
    return refusal(set, draft) ?? { ...newStage(draft.training, name), ...rest };
  },
  changes,
  fields: stageFields,
  refusal,
});
