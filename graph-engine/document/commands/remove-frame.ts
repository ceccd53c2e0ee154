/** Deletes a frame; the nodes in it stay. */
import * as z from 'zod/mini';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema } from '../schema';
import { defineCommand } from './definition';

export const removeFrame = defineCommand({
  name: 'removeFrame',
  title: 'Delete frame',
  schema: z.strictObject({ frame: idSchema }),
  label: ({ frame }, document) => `Delete frame ${own(document.frames, frame)?.title ?? ''}`.trimEnd(),
  apply(draft, { frame }): Refusal | void {
    if (!own(draft.frames, frame)) return { reason: `The frame “${frame}” is not there any more.` };
    delete draft.frames[frame];
  },
});
