/** Deletes nodes and every wire at them. What refers to a deleted node keeps its reference, and the analysis says so. */
import * as z from 'zod/mini';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema } from '../schema';
import { defineCommand } from './definition';
import { nameNodes, nodeMissing, wiresOf } from './support';

export const removeNodes = defineCommand({
  name: 'removeNodes',
  title: 'Delete nodes',
  schema: z.strictObject({ nodes: z.readonly(z.array(idSchema).check(z.minLength(1))) }),
  label: ({ nodes }, document) => `Delete ${nameNodes(nodes, document)}`,
  apply(draft, { nodes }): Refusal | void {
    const gone = new Set(nodes);
    for (const id of gone) {
      if (!own(draft.nodes, id)) return nodeMissing(id);
      delete draft.nodes[id];
    }
    for (const wire of wiresOf(draft)) if (gone.has(wire.from.node) || gone.has(wire.to.node)) delete draft.wires[wire.id];
  },
});
