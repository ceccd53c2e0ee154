/** A stage of a run as a document: who learns in it, what is frozen meanwhile, and whose terms do not count. */
import type { HourglassDocument, NodeId, Stage } from '../document/types';

/** The document as the stage trains it; null: as a whole. */
export function staged(document: HourglassDocument, stage: Stage | null): HourglassDocument {
  if (!stage) return document;
  const { players } = document.training;
  const learning = stage.players.length === 0 ? players : Object.fromEntries(Object.entries(players).filter(([id]) => stage.players.includes(id)));
  const nodes = Object.fromEntries(Object.entries(document.nodes).map(([id, node]) => [id, stage.frozen.includes(id) ? { ...node, frozen: true } : node]));
  return { ...document, nodes, training: { ...document.training, players: learning } };
}
/** Nodes whose terms do not count. */
export const silentIn = ({ nodes }: HourglassDocument, stage: Stage | null): ReadonlySet<NodeId> => new Set(!stage || stage.losses.length === 0 ? [] : Object.keys(nodes).filter((id) => !stage.losses.includes(id)));
