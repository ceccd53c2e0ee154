/** Changes some of the training settings; the rest stays. A value out of range is refused by name. */
import * as z from 'zod';
import { fieldProblem, type Fields } from '../fields';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { optimizerFields, scheduleFields, trainingFields } from '../training-fields';
import type { ParamValue } from '../types';
import { defineCommand } from './definition';
import { updateParts } from './update-parts';

const choice = z.enum(['sgd', 'adam', 'adamw', 'rmsprop']);
const optimizer = z.strictObject({
  kind: choice,
  learningRate: z.number(),
  momentum: z.number(),
  weightDecay: z.number(),
  beta1: z.number(),
  beta2: z.number(),
  epsilon: z.number(),
});

function rangeRefusal(fields: Fields, values: Readonly<Record<string, unknown>>): Refusal | void {
  for (const [name, value] of Object.entries(values)) {
    const field = own(fields, name);
    const expected = field && value !== undefined ? fieldProblem(field, value as ParamValue) : null;
    if (field && expected !== null) return { reason: `${field.label} must be ${expected}, and is ${String(value)}.`, at: { field: name } };
  }
}

export const setTraining = defineCommand({
  name: 'setTraining',
  title: 'Change training settings',
  schema: z.strictObject({
    epochs: z.number().optional(),
    minSteps: z.number().optional(),
    patience: z.number().optional(),
    batchSize: z.number().optional(),
    seed: z.number().optional(),
    validationSplit: z.number().optional(),
    criticSteps: z.number().optional(),
    clipNorm: z.number().optional(),
    optimizer: optimizer.partial().optional(),
    criticOptimizer: optimizer.partial().optional(),
    schedule: z.strictObject({ kind: z.enum(['constant', 'cosine', 'warmup-cosine']), warmupSteps: z.number() }).partial().optional(),
  }),
  label: (args) => {
    const names = Object.entries(args).flatMap(([key, value]) => (typeof value === 'object' ? Object.keys(value) : [key]));
    const fields: Fields = { ...optimizerFields, ...scheduleFields, ...trainingFields };
    return names.length === 1 && names[0] !== 'kind' ? `Set ${(own(fields, names[0] ?? '')?.label ?? 'training').toLowerCase()}` : 'Change training settings';
  },
  apply(draft, args): Refusal | void {
    const refusal =
      rangeRefusal(trainingFields, args) ??
      rangeRefusal(optimizerFields, args.optimizer ?? {}) ??
      rangeRefusal(optimizerFields, args.criticOptimizer ?? {}) ??
      rangeRefusal(scheduleFields, args.schedule ?? {});
    if (refusal) return refusal;
    updateParts(draft.training, args);
  },
  mergeKey: (args) =>
    `training ${Object.entries(args)
      .map(([key, value]) => (typeof value === 'object' ? `${key}.${Object.keys(value).join('.')}` : key))
      .sort()
      .join(' ')}`,
});
