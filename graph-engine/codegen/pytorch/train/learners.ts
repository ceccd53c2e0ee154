/** Who learns in a project, and whether that is one alone: most models have no other, and their project speaks of none. */
import type { Player } from '../../../document/types';
import type { Modules } from '../../program/modules';

/** Those that have weights to learn, in the order of their turns. */
export const learnersOf = ({ players, united }: Modules): readonly Player[] => players.filter(({ id }) => united.builder.parameters.some(({ player, trainable }) => trainable && player === id));

/** One player has all nodes and makes one update in each step, by losses alone, from the first step to the last. */
export function learnsAlone(modules: Modules): boolean {
  const [player, ...others] = modules.players;
  const { training } = modules.document;
  return (
    player !== undefined &&
    others.length === 0 &&
    player.updates === 1 &&
    Object.keys(training.stages).length === 0 &&
    modules.parts.every(({ node, isDataset, pulls }) => isDataset || (node.player === player.id && pulls.length === 0))
  );
}
