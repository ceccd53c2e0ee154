/** Changes title, colour, place or size of a frame. */
import * as z from 'zod/mini';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { frameSchema, idSchema } from '../schema';
import { defineCommand } from './definition';
import { updateParts } from './update-parts';

export const updateFrame = defineCommand({
  name: 'updateFrame',
  title: 'Change frame',
  schema: z.strictObject({ frame: idSchema, set: z.partial(z.omit(frameSchema, { id: true })) }),
  label: ({ frame }, document) => `Change frame ${own(document.frames, frame)?.title ?? ''}`.trimEnd(),
  apply(draft, args): Refusal | void {
    const frame = own(draft.frames, args.frame);
    if (!frame) return { reason: `The frame “${args.frame}” is not there any more.` };
    updateParts(frame, args.set);
  },
  mergeKey: ({ frame, set }) => `frame ${frame} ${Object.keys(set).sort().join(' ')}`,
});
