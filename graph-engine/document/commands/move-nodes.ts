/** Moves nodes, frames and notes to new places; one drag is one step. */
import * as z from 'zod/mini';
import { idSchema, positionSchema } from '../schema';
import { defineCommand } from './definition';
import { count, movePlaced, nameNodes } from './support';

export const moveNodes = defineCommand({
  name: 'moveNodes',
  title: 'Move',
  schema: z.strictObject({ positions: z.record(idSchema, positionSchema) }),
  label: ({ positions }, document) => {
    const ids = Object.keys(positions);
    return `Move ${ids.every((id) => Object.hasOwn(document.nodes, id)) ? nameNodes(ids, document) : count(ids.length, 'item')}`;
  },
  apply: (draft, { positions }) => movePlaced(draft, positions),
  mergeKey: ({ positions }) => `move ${Object.keys(positions).sort().join(' ')}`,
});
