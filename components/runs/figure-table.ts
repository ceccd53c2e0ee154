/** Figures of runs as rows: the last of each term, the best validation, baselines, and how far each went. */
import { figureWords } from '@/graph-engine/program/figures';
import type { RunInfo } from '@/components/training/run-history';
import { areAlike, areOfOneData } from './comparable';
import { shortFigure } from './run-words';

export interface FigureRow {
  readonly label: string;
  readonly unit: string;
  /** One for each run; a dash where it has none. */
  readonly values: readonly string[];
  /** The run whose is lowest, where lower is better and not all are alike; null where nobody can tell. */
  readonly best: number | null;
}

function lowest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  const least = Math.min(...known);
  return known.length > 1 && known.some((value) => value !== least) ? values.indexOf(least) : null;
}
function row(label: string, unit: string, values: readonly (number | null)[], isJudged: boolean): FigureRow {
  return { label, unit, values: values.map((value) => (value === null ? '–' : shortFigure(value))), best: isJudged ? lowest(values) : null };
}
const number = (value: number | undefined): number | null => value ?? null;
const unitOf = (runs: readonly RunInfo[], term: string): string => runs.flatMap(({ about }) => about?.figures.find(({ name }) => name === term)?.unit ?? []).find(Boolean) ?? '';
/** Only of what is made small, in the same measure on the same data, is less better: not of a KL divergence, nor of used codes. */
function isComparable(runs: readonly RunInfo[], term: string): boolean {
  const having = runs.filter(({ about }) => about?.figures.some(({ name }) => name === term));
  return having.length > 1 && areOfOneData(having) && areAlike(having, having.map(() => term));
}

export function figureTable(runs: readonly RunInfo[]): readonly FigureRow[] {
  const terms = [...new Set(runs.flatMap(({ last }) => Object.keys(last.validation ?? last.train ?? {})))];
  const held = runs.some(({ last }) => last.validation !== undefined);
  const last = (set: 'validation' | 'train') => (term: string): FigureRow => row(`${figureWords(term)}, ${set === 'train' ? 'training' : 'held out'}`, unitOf(runs, term), runs.map((run) => number(run.last[set]?.[term])), isComparable(runs, term));
  const baselines = [...new Set(runs.flatMap(({ baselines: found }) => found?.figures.map(({ title }) => title) ?? []))];
  return [
    ...(held ? terms.map(last('validation')) : []),
    ...(held ? [row('best total loss, held out', unitOf(runs, 'loss'), runs.map(({ best }) => number(best?.values['loss'])), isComparable(runs, 'loss'))] : []),
    ...terms.filter((term) => term === 'loss' || !held).map(last('train')),
    ...baselines.map((title) => row(title, runs.flatMap(({ baselines: found }) => (found?.figures.some((one) => one.title === title) ? found.unit : [])).find(Boolean) ?? '', runs.map(({ baselines: found }) => number(found?.figures.find((one) => one.title === title)?.value)), false)),
    { label: 'steps', unit: '', values: runs.map(({ steps }) => steps.toLocaleString('en')), best: null },
    { label: 'data', unit: 'fingerprint', values: runs.map(({ about }) => about?.data ?? '–'), best: null },
  ];
}
