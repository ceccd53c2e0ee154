/** Makes a node use the weights of another of its kind, or have its own again (`target` null). */
import * as z from 'zod/mini';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema } from '../schema';
import { defineCommand } from './definition';
import { nodeMissing } from './support';

export const setShared = defineCommand({
  name: 'setShared',
  title: 'Share weights',
  schema: z.strictObject({ node: idSchema, target: z.nullable(idSchema) }),
  label: ({ node, target }, document) => {
    const name = own(document.nodes, node)?.name ?? 'node';
    return target === null ? `Give ${name} its own weights` : `Share weights of ${own(document.nodes, target)?.name ?? 'node'} with ${name}`;
  },
  apply(draft, { node: id, target }): Refusal | void {
    const node = own(draft.nodes, id);
    if (!node) return nodeMissing(id);
    if (target !== null) {
      const other = own(draft.nodes, target);
      if (!other) return nodeMissing(target);
      if (other.kind !== node.kind) return { reason: `${node.name} and ${other.name} are of different kinds, so they cannot share weights.`, at: { node: id } };
      const seen = new Set([id]);
      for (let next: string | null = target; next !== null; next = own(draft.nodes, next)?.sharesWith ?? null) {
        if (seen.has(next)) return { reason: `${node.name} would share its weights with itself.`, at: { node: id } };
        seen.add(next);
      }
    }
    node.sharesWith = target;
  },
});
