/** Frames drawn behind nodes that belong together; the nodes in one stay when it goes. */
import * as z from 'zod/mini';
import { frameSchema, idSchema } from '../schema';
import { recordCommands } from './record-commands';
import { chooseId } from './support';

export const frames = recordCommands({
  word: 'frame',
  many: 'frames',
  recordOf: (document) => document.frames,
  nameOf: ({ title }) => title,
  given: z.extend(z.omit(frameSchema, { holds: true, ports: true }), { id: z.optional(idSchema) }),
  givenName: ({ title }) => title,
  make: (draft, args, { newId }) => ({ ...args, id: chooseId(draft, args.id, () => newId('frame')), holds: null, ports: [] }),
  changes: z.partial(z.omit(frameSchema, { id: true })),
});
