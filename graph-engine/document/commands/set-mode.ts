/** Bypasses nodes, mutes them, or lets them take part again. What they are set to stays. */
import * as z from 'zod/mini';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema, modeSchema } from '../schema';
import type { NodeMode } from '../types';
import { defineCommand } from './definition';
import { nameNodes, nodeMissing } from './support';

const words: Readonly<Record<NodeMode, string>> = { active: 'Switch on', bypassed: 'Bypass', muted: 'Mute' };

export const setMode = defineCommand({
  name: 'setMode',
  title: 'Bypass or mute',
  schema: z.strictObject({ nodes: z.readonly(z.array(idSchema).check(z.minLength(1))), mode: modeSchema }),
  label: ({ nodes, mode }, document) => `${words[mode]} ${nameNodes(nodes, document)}`,
  apply(draft, { nodes, mode }): Refusal | void {
    for (const id of nodes) {
      const node = own(draft.nodes, id);
      if (!node) return nodeMissing(id);
      node.mode = mode;
    }
  },
});
