/** Gives the document another name. */
import * as z from 'zod/mini';
import { limits } from '../limits';
import type { Refusal } from '../refusal';
import { defineCommand } from './definition';

export const renameDocument = defineCommand({
  name: 'renameDocument',
  title: 'Rename document',
  schema: z.strictObject({ name: z.string() }),
  label: ({ name }) => `Rename document to ${name.trim()}`,
  apply(draft, { name }): Refusal | void {
    const trimmed = name.trim();
    if (trimmed === '') return { reason: 'A document needs a name.' };
    if (trimmed.length > limits.name) return { reason: `A name has at most ${limits.name} characters.` };
    draft.name = trimmed;
  },
  mergeKey: () => 'rename document',
});
