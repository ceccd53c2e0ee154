/** A new stage behind all others. */
import { castDraft } from 'immer';
import * as z from 'zod/mini';
import { limits } from '../limits';
import type { Refusal } from '../refusal';
import { newStage } from '../stages';
import { defineCommand } from './definition';
import { stageChange, stageRefusal } from './stage-schema';
import { sizeOfRecord, tooMany } from './support';

export const addStage = defineCommand({
  name: 'addStage',
  title: 'Add stage',
  schema: z.strictObject({ set: z.optional(stageChange) }),
  label: ({ set }) => `Add stage ${set?.name ?? ''}`.trimEnd(),
  apply(draft, { set = {} }): Refusal | void {
    const { name, ...rest } = set;
    if (sizeOfRecord(draft.training.stages) >= limits.stages) return tooMany('stages');
    const refusal = stageRefusal(set, draft);
    if (refusal) return refusal;
    const stage = { ...newStage(draft.training, name), ...rest };
    draft.training.stages[stage.id] = castDraft(stage);
  },
});
