/** Gives a node another name; spaces around it are cut off. */
import * as z from 'zod/mini';
import { limits } from '../limits';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema } from '../schema';
import { defineCommand } from './definition';
import { nodeMissing } from './support';

export const renameNode = defineCommand({
  name: 'renameNode',
  title: 'Rename node',
  schema: z.strictObject({ node: idSchema, name: z.string() }),
  label: ({ node, name }, document) => `Rename ${own(document.nodes, node)?.name ?? 'node'} to ${name.trim()}`,
  apply(draft, { node: id, name }): Refusal | void {
    const node = own(draft.nodes, id);
    if (!node) return nodeMissing(id);
    const trimmed = name.trim();
    if (trimmed === '') return { reason: 'A node needs a name.', at: { node: id } };
    if (trimmed.length > limits.name) return { reason: `A name has at most ${limits.name} characters.`, at: { node: id } };
    node.name = trimmed;
  },
  mergeKey: ({ node }) => `rename ${node}`,
});
