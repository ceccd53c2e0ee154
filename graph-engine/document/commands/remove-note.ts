/** Deletes a note. */
import * as z from 'zod/mini';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema } from '../schema';
import { defineCommand } from './definition';

export const removeNote = defineCommand({
  name: 'removeNote',
  title: 'Delete note',
  schema: z.strictObject({ note: idSchema }),
  label: () => 'Delete note',
  apply(draft, { note }): Refusal | void {
    if (!own(draft.notes, note)) return { reason: `The note “${note}” is not there any more.` };
    delete draft.notes[note];
  },
});
