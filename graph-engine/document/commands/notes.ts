/** Notes on the canvas. */
import * as z from 'zod/mini';
import { idSchema, noteSchema } from '../schema';
import { recordCommands } from './record-commands';
import { chooseId } from './support';

export const notes = recordCommands({
  word: 'note',
  many: 'notes',
  recordOf: (document) => document.notes,
  nameOf: () => null,
  given: z.extend(noteSchema, { id: z.optional(idSchema) }),
  givenName: () => undefined,
  make: (draft, args, { newId }) => ({ ...args, id: chooseId(draft, args.id, () => newId('note')) }),
  changes: z.partial(z.omit(noteSchema, { id: true })),
});
