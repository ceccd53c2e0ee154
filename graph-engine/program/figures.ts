/** What a figure of a run is, and in which unit it counts. Apart from how a document's are found, which takes the whole compiler. */
import type { Analysis } from '../analysis/types';
import type { HourglassDocument } from '../document/types';
import type { ItemWord } from '../document/units';
import { nodeOf } from '../nodes/registry';

export interface Figure {
  readonly name: string;
  /** `total`: the weighted sum that a player makes small; the terms of it are told unweighted. */
  readonly kind: 'total' | 'term' | 'metric';
  /** `nats per image` */
  readonly unit: string;
  /** Of a game between players, in which no side's figure goes to its least. */
  readonly isGame: boolean;
}

/** What an item of the document's data is called: an image where all are pictures, a row where all are of tables. */
export function itemWordOf({ nodes }: Pick<HourglassDocument, 'nodes'>, analysis: Analysis): ItemWord {
  const words = Object.values(nodes).flatMap(({ id, kind }): ItemWord[] => {
    const type = nodeOf(kind)?.traits.feedsData ? analysis.nodes[id]?.types['data'] : undefined;
    if (type?.tag !== 'data') return [];
    return [type.places ? 'row' : type.shape.length === 3 ? 'image' : 'item'];
  });
  const [first = 'item'] = words;
  return words.every((word) => word === first) ? first : 'item';
}

/** By name; a figure that is not known has none. */
export const unitIn = (figures: readonly Figure[], name: string): string => figures.find((figure) => figure.name === name)?.unit ?? '';

/** What a figure is called for people: `total loss`, `KL`; a term that has a node's name keeps it. */
export const figureWords = (name: string): string => (name === 'loss' ? 'total loss' : name === 'kl' ? 'KL' : name);
