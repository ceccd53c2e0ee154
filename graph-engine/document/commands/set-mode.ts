/** Bypasses nodes, mutes them, or lets them take part again. What they are set to stays. */
import { modeSchema } from '../schema';
import type { NodeMode } from '../types';
import { nodesCommand } from './nodes-command';

const words: Readonly<Record<NodeMode, string>> = { active: 'Switch on', bypassed: 'Bypass', muted: 'Mute' };

export const setMode = nodesCommand({
  name: 'setMode',
  title: 'Bypass or mute',
  given: { mode: modeSchema },
  label: ({ mode }, nodes) => `${words[mode]} ${nodes}`,
  set(node, { mode }) {
    node.mode = mode;
  },
});
