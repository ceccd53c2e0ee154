/** Draws a wire through places, in the order from its output to its input; none makes it straight again. */
import * as z from 'zod/mini';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { bendsSchema, idSchema } from '../schema';
import { defineCommand } from './definition';
import { wireMissing } from './support';

export const setBends = defineCommand({
  name: 'setBends',
  title: 'Bend wire',
  schema: z.strictObject({ wire: idSchema, bends: bendsSchema }),
  label: ({ bends }) => (bends.length > 0 ? 'Bend wire' : 'Straighten wire'),
  apply(draft, args): Refusal | void {
    const wire = own(draft.wires, args.wire);
    if (!wire) return wireMissing(args.wire);
    wire.bends = [...args.bends];
  },
});
