/** Draws a frame behind nodes that belong together. */
import * as z from 'zod/mini';
import { limits } from '../limits';
import type { Refusal } from '../refusal';
import { frameSchema, idSchema } from '../schema';
import { defineCommand } from './definition';
import { chooseId, sizeOfRecord, tooMany } from './support';

export const addFrame = defineCommand({
  name: 'addFrame',
  title: 'Add frame',
  schema: z.extend(z.omit(frameSchema, { holds: true, ports: true }), { id: z.optional(idSchema) }),
  label: ({ title }) => `Add frame ${title}`.trimEnd(),
  apply(draft, args, { newId }): Refusal | void {
    if (sizeOfRecord(draft.frames) >= limits.frames) return tooMany('frames');
    const id = chooseId(draft, args.id, () => newId('frame'));
    draft.frames[id] = { ...args, id, holds: null, ports: [] };
  },
});
