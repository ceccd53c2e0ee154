/** The colour of each player, the same wherever it is named: the main one's first. Light and dark come from the tokens. */
import { playersOf } from '@/graph-engine/document/players';
import type { Player, PlayerId, TrainingSettings } from '@/graph-engine/document/types';

const colors = ['var(--port-data)', 'var(--port-score)', 'var(--port-code)', 'var(--port-logits)', 'var(--port-distribution)', 'var(--category-wiring)'];

/** By id, in the order of turns. */
export const playerColors = (training: Pick<TrainingSettings, 'players'>): ReadonlyMap<PlayerId, { readonly player: Player; readonly color: string }> => {
  const players = playersOf(training);
  return new Map(players.map((player, index) => [player.id, { player, color: colors[(players.length - 1 - index) % colors.length]! }]));
};
