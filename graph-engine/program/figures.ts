/** The figures of a run, each with its unit: sums of terms, terms and metrics, under the names that a session tells them by. */
import type { Analysis } from '../analysis/types';
import { playersOf, totalName } from '../document/players';
import type { HourglassDocument } from '../document/types';
import { printSum, printUnit, type ItemWord } from '../document/units';
import { nodeOf } from '../nodes/registry';
import { lower } from './lower';

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

export function figuresOf(document: HourglassDocument, analysis: Analysis): readonly Figure[] {
  const { terms, metrics } = lower(document, analysis, { batch: 1, mode: 'evaluate' });
  const item = itemWordOf(document, analysis);
  const isGame = (node: string | undefined): boolean => node !== undefined && nodeOf(document.nodes[node]?.kind ?? '')?.traits.opponent !== undefined;
  const totals = playersOf(document.training).flatMap(({ id }): Figure[] => {
    const own = terms.filter(({ player }) => player === id);
    return own.length === 0 ? [] : [{ name: totalName(document.training, id), kind: 'total', unit: printSum(own.map(({ unit }) => unit), item), isGame: own.every(({ origin }) => isGame(origin.node)) }];
  });
  return [
    ...totals.reverse(),
    ...terms.map(({ name, unit, origin }): Figure => ({ name, kind: 'term', unit: printUnit(unit, item), isGame: isGame(origin.node) })),
    ...metrics.map(({ name, unit, origin }): Figure => ({ name, kind: 'metric', unit: printUnit(unit, item), isGame: isGame(origin?.node) })),
  ];
}
/** By name; a figure that is not known has none. */
export const unitIn = (figures: readonly Figure[], name: string): string => figures.find((figure) => figure.name === name)?.unit ?? '';
