/** From the log's columns to charts: figures of one unit share an axis, those of a game between players have their own, training is solid and validation dashed. */
import { figureWords, type Figure } from '@/graph-engine/program/figures';
import type { Column, MetricsLog } from '@/components/training/metrics-log';
import { termTitle } from './term-title';

export interface ChartSeries {
  readonly key: string;
  /** Alone, as beside a curve. */
  readonly label: string;
  /** In a list where a term's training stands before its validation. */
  readonly short: string;
  readonly term: string;
  readonly set: Column['set'];
  /** Position of the term among all, for its colour. */
  readonly order: number;
  readonly values: readonly (number | null)[];
}
/** A level to beat, such as a baseline, which is drawn dotted across the chart of its unit with its name. */
export interface DottedLine {
  readonly name: string;
  readonly value: number;
  /** As of a figure: `squared error per image`. */
  readonly unit: string;
  /** The term that it is a level of, where that is known: beside other curves it says so, and wears its colour. */
  readonly term?: string;
}
export interface Level {
  readonly name: string;
  readonly value: number;
  /** Position of its term among all; null where it is of none that is drawn. */
  readonly order: number | null;
}
export interface ChartGroup {
  readonly key: string;
  readonly title: string;
  /** Of the vertical axis; empty where no figure is known. */
  readonly unit: string;
  readonly series: readonly ChartSeries[];
  readonly dotted: readonly Level[];
}

const total = 'loss';

/** The only term that a total is made of, where it is nothing but that: two curves on one line are one too many. */
function onlyTerm(columns: readonly Column[], own: readonly string[]): string | null {
  const [first, term] = own;
  if (own.length !== 2 || first !== total || term === undefined) return null;
  const isSame = (set: Column['set']): boolean => {
    const [whole, part] = [total, term].map((name) => columns.find((one) => one.term === name && one.set === set)?.values);
    return !whole || !part ? whole === part : whole.every((value, row) => value === part[row]);
  };
  return isSame('train') && isSame('validation') ? term : null;
}
/** Chart by chart: losses as they come, then games, then what is only counted. */
const rank = (figure: Figure | undefined): number => (figure?.isGame ? 1 : figure?.kind === 'metric' ? 2 : 0);

function titleOf(terms: readonly string[], isGame: boolean): string {
  if (isGame) return 'Adversaries';
  return terms.includes(total) ? 'Loss' : termTitle(terms.length <= 2 ? terms.map(figureWords).join(' and ') : `${figureWords(terms[0]!)} and ${terms.length - 1} more`);
}

/** `dotted`: lines of any unit; each goes to the chart of its own. */
export function chartsOf(log: Pick<MetricsLog, 'columns'>, figures: readonly Figure[], dotted: readonly DottedLine[] = []): readonly ChartGroup[] {
  const known = new Map(figures.map((figure) => [figure.name, figure]));
  const terms = [...new Set(log.columns.map(({ term }) => term))].sort((a, b) => Number(b === total) - Number(a === total));
  const axes = new Map<string, { readonly figure: Figure | undefined; readonly terms: string[] }>();
  for (const term of terms) {
    const figure = known.get(term);
    const key = `${figure?.isGame ? 'game ' : ''}${figure?.unit ?? ''}`;
    const axis = axes.get(key);
    if (axis) axis.terms.push(term);
    else axes.set(key, { figure, terms: [term] });
  }
  const seriesOf = (term: string, name = figureWords(term)): ChartSeries[] =>
    (['train', 'validation'] as const).flatMap((set) => {
      const column = log.columns.find((one) => one.term === term && one.set === set);
      return column ? [{ key: `${set} ${term}`, label: set === 'train' ? name : `${name} · held out`, short: set === 'train' ? name : 'held out', term, set, order: terms.indexOf(term), values: column.values }] : [];
    });
  const levelOf = (own: readonly string[], only: string | null) => ({ name, value, term }: DottedLine): Level => {
    const order = term === undefined ? -1 : terms.indexOf(term === only ? total : term);
    return { name: !only && own.length > 1 && order >= 0 ? `${figureWords(term!)}: ${name}` : name, value, order: order >= 0 ? order : null };
  };
  return [...axes]
    .toSorted(([, a], [, b]) => rank(a.figure) - rank(b.figure))
    .map(([key, { figure, terms: own }]) => {
      const only = onlyTerm(log.columns, own);
      return {
        key,
        title: titleOf(own, figure?.isGame ?? false),
        unit: figure?.unit ?? '',
        series: only ? seriesOf(total, figureWords(only)) : own.flatMap((term) => seriesOf(term)),
        dotted: figure && !figure.isGame ? dotted.filter(({ unit }) => unit === figure.unit).map(levelOf(own, only)) : [],
      };
    });
}

/** The weight with which curves are smoothed, here and in nodes. */
export const SMOOTHING = 0.96;
/** A running mean that forgets with `weight`; gaps stay gaps. 0 smooths nothing. */
export function smooth(values: readonly (number | null)[], weight: number): (number | null)[] {
  let mean = 0;
  let share = 0;
  return values.map((value) => {
    if (value === null) return null;
    mean = weight * mean + (1 - weight) * value;
    share = weight * share + (1 - weight);
    return mean / share;
  });
}
