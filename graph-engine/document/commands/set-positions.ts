/** Sets many positions at once, as aligning and automatic layout do; always a step of its own. */
import * as z from 'zod/mini';
import { limits } from '../limits';
import { idSchema, positionSchema } from '../schema';
import { defineCommand } from './definition';
import { movePlaced } from './support';

export const setPositions = defineCommand({
  name: 'setPositions',
  title: 'Arrange',
  schema: z.strictObject({ positions: z.record(idSchema, positionSchema), label: z.optional(z.string().check(z.minLength(1), z.maxLength(limits.name))) }),
  label: ({ label }) => label ?? 'Arrange',
  apply: (draft, { positions }) => movePlaced(draft, positions),
});
