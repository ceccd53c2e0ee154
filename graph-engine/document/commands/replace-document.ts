/** Puts another document (a template, say) in the place of this one, as one step that can be undone. The identity stays. */
import { castDraft } from 'immer';
import * as z from 'zod/mini';
import { documentProblems } from '../integrity';
import type { Refusal } from '../refusal';
import { documentSchema } from '../schema';
import { defineCommand } from './definition';

export const replaceDocument = defineCommand({
  name: 'replaceDocument',
  title: 'Load',
  schema: z.strictObject({ document: documentSchema, label: z.optional(z.string().check(z.minLength(1), z.maxLength(300))) }),
  label: ({ document, label }) => label ?? `Load ${document.name}`,
  apply(draft, { document }): Refusal | void {
    const problem = documentProblems(document)[0];
    if (problem) return { reason: `The document is damaged at ${problem.place}: ${problem.message}` };
    Object.assign(draft, castDraft({ ...document, id: draft.id }));
  },
});
