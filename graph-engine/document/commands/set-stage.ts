/** Changes a stage; lists are taken as a whole, and the rest stays. A value out of range is refused by name. */
import { castDraft } from 'immer';
import * as z from 'zod/mini';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema } from '../schema';
import { stageFields } from '../training-fields';
import type { Fields } from '../fields';
import { defineCommand } from './definition';
import { stageChange, stageRefusal } from './stage-schema';
import { stageMissing } from './support';

export const setStage = defineCommand({
  name: 'setStage',
  title: 'Change stage',
  schema: z.strictObject({ stage: idSchema, set: stageChange }),
  label: ({ stage, set }, document) => {
    const [only, ...others] = Object.keys(set);
    const fields: Fields = stageFields;
    const field = only !== undefined && others.length === 0 ? own(fields, only) : null;
    const name = own(document.training.stages, stage)?.name ?? 'stage';
    return field ? `Set ${field.label.toLowerCase()} of ${name}` : `Change ${name}`;
  },
  apply(draft, { stage: id, set }): Refusal | void {
    const stage = own(draft.training.stages, id);
    if (!stage) return stageMissing(id);
    const refusal = stageRefusal(set, draft);
    if (refusal) return refusal;
    draft.training.stages[id] = castDraft({ ...stage, ...set });
  },
  mergeKey: ({ stage, set }) => `stage ${stage} ${Object.keys(set).sort().join(' ')}`,
});
