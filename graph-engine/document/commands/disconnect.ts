/** Deletes wires. */
import * as z from 'zod/mini';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema } from '../schema';
import { defineCommand } from './definition';
import { count, wireMissing } from './support';

export const disconnect = defineCommand({
  name: 'disconnect',
  title: 'Delete wires',
  schema: z.strictObject({ wires: z.readonly(z.array(idSchema).check(z.minLength(1))) }),
  label: ({ wires }) => `Delete ${count(wires.length, 'wire')}`,
  apply(draft, { wires }): Refusal | void {
    for (const id of new Set(wires)) {
      if (!own(draft.wires, id)) return wireMissing(id);
      delete draft.wires[id];
    }
  },
});
