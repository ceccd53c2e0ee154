/** Says whose nodes are: who learns their parameters and makes their terms of the loss small. */
import { own } from '../own';
import { idSchema } from '../schema';
import { nodesCommand } from './nodes-command';
import { missing } from './record-commands';

export const setNodePlayer = nodesCommand({
  name: 'setNodePlayer',
  title: 'Choose player',
  given: { player: idSchema },
  label: ({ player }, nodes, document) => `Give ${nodes} to ${own(document.training.players, player)?.name ?? 'a player'}`,
  refusal: ({ player }, document) => (own(document.training.players, player) ? undefined : missing('player', player)),
  set(node, { player }) {
    node.player = player;
  },
});
