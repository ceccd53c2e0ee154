/** The units of what a project prints while it trains: the words of the studio. */
import { playersOf, totalName } from '../../document/players';
import { figuresOf } from '../../program/figures-of';
import type { Modules } from './modules';

export interface PrintedUnit {
  /** Of a term or a metric; of a sum of terms, that by which a session tells it. */
  readonly name: string;
  /** Whose sum of terms it is; null for a term or a metric. */
  readonly player: string | null;
  readonly unit: string;
}
/** Of all that counts something; a share and the like have none. */
export function unitsOf({ document, analysis }: Pick<Modules, 'document' | 'analysis'>): readonly PrintedUnit[] {
  const totals = new Map(playersOf(document.training).map(({ id }) => [totalName(document.training, id), id]));
  return figuresOf(document, analysis)
    .filter(({ unit }) => unit !== '')
    .map(({ name, kind, unit }) => ({ name, player: kind === 'total' ? (totals.get(name) ?? null) : null, unit }));
}
