/** The figures of a document's run, each with its unit: sums of terms, terms and metrics, under the names that a session tells them by. */
import type { Analysis } from '../analysis/types';
import { playersOf, totalName } from '../document/players';
import type { HourglassDocument } from '../document/types';
import { printSum, printUnit } from '../document/units';
import { nodeOf } from '../nodes/registry';
import { itemWordOf, type Figure } from './figures';
import { lower } from './lower';

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
