/** In slow motion: the colour of the player whose turn was taken, at its nodes and at the wires of its losses. */
import type { HourglassDocument, NodeId } from '@/graph-engine/document/types';
import { useDocument } from '@/components/studio-state';
import { kindOf } from '@/components/canvas-state/kinds';
import { useTraining, type TrainingState } from '@/components/training/use-training';
import { playerColors } from '@/components/ui/player-colors';

type Turn = NonNullable<TrainingState['turn']>;
const shown = ({ turn, outdated }: TrainingState): Turn | null => (outdated ? null : turn);
const colorOf = ({ training }: HourglassDocument, { player }: Turn): string | null => playerColors(training).get(player)?.color ?? null;

/** Has a term that the player makes small, or is what it learns by. */
function isLoss({ nodes }: HourglassDocument, { player, losses }: Turn, id: NodeId): boolean {
  const node = nodes[id];
  return losses.includes(id) || (node?.player === player && kindOf(node.kind)?.traits.pulls !== undefined);
}
function isOf(document: HourglassDocument, turn: Turn, id: NodeId): boolean {
  const node = document.nodes[id];
  if (!node) return false;
  const traits = kindOf(node.kind)?.traits;
  return (node.player === turn.player && !node.frozen && (traits?.stack === true || traits?.shareable === true)) || isLoss(document, turn, id);
}

/** Of a node that learns in that turn, or tells its loss; null of others. */
export function useTurnColor(id: NodeId): string | null {
  const turn = useTraining(shown);
  return useDocument((document) => (turn && isOf(document, turn, id) ? colorOf(document, turn) : null));
}
/** Of a wire to `target`, where the loss of that turn is; null of others. */
export function useLossColor(target: NodeId): string | null {
  const turn = useTraining(shown);
  return useDocument((document) => (turn && isLoss(document, turn, target) ? colorOf(document, turn) : null));
}
