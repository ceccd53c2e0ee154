/** A graph that guesses hidden tokens: found by what travels on its wires, not by kinds of nodes. */
import { activeDocument } from '../../analysis/active';
import type { Analysis } from '../../analysis/types';
import type { HourglassDocument, NodeId } from '../../document/types';
import { wiresInto } from '../../document/wires-into';

export interface MaskedLanguage {
  /** The Dataset whose texts these are. */
  readonly data: NodeId;
  /** The port of the logits of every place, and of what was chosen: 1 there. */
  readonly prediction: string;
  readonly chosen: string;
  /** The port of the tokens with some of them hidden. */
  readonly corrupted: string;
  readonly places: number;
  readonly classes: number;
}

/** A node without outputs that compares logits with the tokens of a Dataset, where some node that corrupts them says which; null where there is none. */
export function findMaskedLanguage(drawn: HourglassDocument, analysis: Analysis): MaskedLanguage | null {
  const document = activeDocument(drawn);
  for (const id of analysis.order) {
    const node = analysis.nodes[id]!;
    if (node.outputs.length > 0) continue;
    const ends = wiresInto(document, id).flatMap(({ from, to }) => {
      const type = analysis.nodes[from.node]?.types[from.port];
      return type ? [{ from, to, type }] : [];
    });
    const target = ends.find(({ type, from }) => type.tag === 'indices' && type.source === from.node);
    const prediction = ends.find(({ type }) => type.tag === 'logits');
    const chosen = ends.find(({ to }) => to.port === 'mask');
    const hidden = chosen && Object.entries(analysis.nodes[chosen.from.node]!.types).find(([, type]) => type.tag === 'indices' && type.corrupted)?.[0];
    if (target?.type.tag !== 'indices' || !prediction || !chosen || hidden === undefined) continue;
    const tap = ({ from }: typeof prediction): string => `${from.node}.${from.port}`;
    return { data: target.from.node, prediction: tap(prediction), chosen: tap(chosen), corrupted: `${chosen.from.node}.${hidden}`, places: target.type.shape[0]!, classes: target.type.classes };
  }
  return null;
}
