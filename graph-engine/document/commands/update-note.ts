/** Changes text, place or size of a note. */
import * as z from 'zod/mini';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema, noteSchema } from '../schema';
import { defineCommand } from './definition';
import { updateParts } from './update-parts';

export const updateNote = defineCommand({
  name: 'updateNote',
  title: 'Change note',
  schema: z.strictObject({ note: idSchema, set: z.partial(z.omit(noteSchema, { id: true })) }),
  label: () => 'Change note',
  apply(draft, args): Refusal | void {
    const note = own(draft.notes, args.note);
    if (!note) return { reason: `The note “${args.note}” is not there any more.` };
    updateParts(note, args.set);
  },
  mergeKey: ({ note, set }) => `note ${note} ${Object.keys(set).sort().join(' ')}`,
});
