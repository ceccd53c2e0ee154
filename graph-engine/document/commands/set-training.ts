/** Changes some of the training settings; the rest stays. A value out of range is refused by name. */
import * as z from 'zod/mini';
import type { Fields } from '../fields';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { scheduleFields, trainingFields } from '../training-fields';
import { defineCommand } from './definition';
import { rangeRefusal } from './ranges';
import { updateParts } from './update-parts';

export const setTraining = defineCommand({
  name: 'setTraining',
  title: 'Change training settings',
  schema: z.strictObject({
    epochs: z.optional(z.number()),
    minSteps: z.optional(z.number()),
    patience: z.optional(z.number()),
    batchSize: z.optional(z.number()),
    accumulate: z.optional(z.number()),
    averageDecay: z.optional(z.number()),
    seed: z.optional(z.number()),
    validationSplit: z.optional(z.number()),
    schedule: z.optional(z.partial(z.strictObject({ kind: z.enum(['constant', 'cosine', 'warmup-cosine']), warmupSteps: z.number() }))),
  }),
  label: (args) => {
    const names = Object.entries(args).flatMap(([key, value]) => (typeof value === 'object' ? Object.keys(value) : [key]));
    const fields: Fields = { ...scheduleFields, ...trainingFields };
    return names.length === 1 && names[0] !== 'kind' ? `Set ${(own(fields, names[0] ?? '')?.label ?? 'training').toLowerCase()}` : 'Change training settings';
  },
  apply(draft, args): Refusal | void {
    const refusal = rangeRefusal(trainingFields, args) ?? rangeRefusal(scheduleFields, args.schedule ?? {});
    if (refusal) return refusal;
    updateParts(draft.training, args);
  },
  mergeKey: (args) =>
    `training ${Object.entries(args)
      .map(([key, value]) => (typeof value === 'object' ? `${key}.${Object.keys(value).join('.')}` : key))
      .sort()
      .join(' ')}`,
});
