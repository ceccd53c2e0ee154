/** Draws a wire from an output to an input. A port that takes a single wire gives up its old one. */
import * as z from 'zod/mini';
import { own } from '../own';
import { idSchema, portRefSchema } from '../schema';
import { defineCommand } from './definition';
import { drawWire } from './wiring';

export const connect = defineCommand({
  name: 'connect',
  title: 'Connect',
  schema: z.strictObject({ from: portRefSchema, to: portRefSchema, id: z.optional(idSchema) }),
  label: ({ from, to }, document) => `Connect ${own(document.nodes, from.node)?.name ?? 'node'} to ${own(document.nodes, to.node)?.name ?? 'node'}`,
  apply: (draft, { from, to, id }, context) => drawWire(draft, from, to, context, id),
});
