/** Pastes copied nodes, wires, frames and notes under new ids; references inside the copy follow it. */
import * as z from 'zod/mini';
import { fragmentSchema } from '../fragment';
import { documentProblems } from '../integrity';
import type { Refusal } from '../refusal';
import { positionSchema } from '../schema';
import { defineCommand } from './definition';
import { insertFragment } from './insert-fragment';
import { count } from './support';

export const paste = defineCommand({
  name: 'paste',
  title: 'Paste',
  /** `at` is the place of the copy's upper left corner; without it the copy is moved by `offset`. With `keepInputs` what fed the original feeds the copy. */
  schema: z.strictObject({ fragment: fragmentSchema, at: z.optional(positionSchema), offset: z.optional(positionSchema), keepInputs: z.optional(z.boolean()) }),
  label: ({ fragment }) => {
    const nodes = Object.values(fragment.nodes);
    return `Paste ${nodes.length === 1 && nodes[0] ? nodes[0].name : nodes.length > 0 ? count(nodes.length, 'node') : 'items'}`;
  },
  apply(draft, { fragment, at, offset, keepInputs = false }, context): Refusal | void {
    const problem = documentProblems(fragment)[0];
    if (problem) return { reason: `The copy is damaged at ${problem.place}: ${problem.message}` };
    return insertFragment(draft, fragment, { at, offset: offset ?? { x: 0, y: 0 }, keepInputs }, context);
  },
});
