/** Takes a stage away; without any, the document is trained as a whole. */
import * as z from 'zod/mini';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema } from '../schema';
import { defineCommand } from './definition';
import { stageMissing } from './support';

export const removeStage = defineCommand({
  name: 'removeStage',
  title: 'Remove stage',
  schema: z.strictObject({ stage: idSchema }),
  label: ({ stage }, document) => `Remove stage ${own(document.training.stages, stage)?.name ?? ''}`.trimEnd(),
  apply(draft, { stage }): Refusal | void {
    if (!own(draft.training.stages, stage)) return stageMissing(stage);
    delete draft.training.stages[stage];
  },
});
