/** Puts a note on the canvas. */
import * as z from 'zod/mini';
import { limits } from '../limits';
import type { Refusal } from '../refusal';
import { idSchema, noteSchema } from '../schema';
import { defineCommand } from './definition';
import { chooseId, sizeOfRecord, tooMany } from './support';

export const addNote = defineCommand({
  name: 'addNote',
  title: 'Add note',
  schema: z.extend(noteSchema, { id: z.optional(idSchema) }),
  label: () => 'Add note',
  apply(draft, args, { newId }): Refusal | void {
    if (sizeOfRecord(draft.notes) >= limits.notes) return tooMany('notes');
    const id = chooseId(draft, args.id, () => newId('note'));
    draft.notes[id] = { ...args, id };
  },
});
