/** What `npm run bench -- quality --save` measured of each template, for its card: means over the seeds, by set. */

/** One run of the bench; some columns are of some runs only. */
type Row = Readonly<Record<string, string | number | undefined>>;

export interface SetFigures {
  /** As the bench calls it: `own`, `MNIST`, `other`. */
  readonly set: string;
  readonly objective: string;
  readonly unit: string;
  readonly figure: number;
  readonly baseline: string;
  readonly beside: number;
  readonly seeds: number;
  /** Of the training, the least of the runs; what else the machine does only adds to it. */
  readonly seconds: number;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The figures of a template, its own data first; none where it was not measured. */
export function qualityOf(template: string, rows: readonly Row[]): readonly SetFigures[] {
  const own = rows.filter((row) => row['template'] === template);
  const sets = [...new Set(own.map((row) => String(row['set'])))].sort((a, b) => Number(b === 'own') - Number(a === 'own'));
  return sets.map((set) => {
    const runs = own.filter((row) => row['set'] === set);
    const numbers = (column: string): number[] => runs.map((row) => Number(row[column]));
    const [first] = runs as [Row];
    return { set, objective: String(first['objective']), unit: String(first['unit']), figure: mean(numbers('figure')), baseline: String(first['baseline']), beside: mean(numbers('its figure')), seeds: runs.length, seconds: Math.min(...numbers('seconds')) };
  });
}

const shown = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(1) : value.toPrecision(3));
export interface FigureWords {
  readonly figure: string;
  readonly beside: string;
  /** How long the training takes: `9 s`. */
  readonly takes: string;
  /** How it was made, and what the other sets gave. */
  readonly how: string;
}
const setName = (set: string): string => (set === 'own' ? 'its own data' : set === 'other' ? 'data that it was not tuned on' : set);

/** `under 1 s`, `9 s`, `2 min` */
const secondsWords = (seconds: number): string => (seconds < 1 ? 'under 1 s' : seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`);

/** `squared error of reconstructions 7.92 per item` · `PCA, 30 numbers: 12.5`; null where nothing was measured. */
export function figureWords([first, ...others]: readonly SetFigures[]): FigureWords | null {
  if (!first) return null;
  const { set, objective, unit, figure, baseline, beside, seeds, seconds } = first;
  const more = others.map((other) => `On ${setName(other.set)}: ${other.objective} ${shown(other.figure)}; ${other.baseline}: ${shown(other.beside)}.`);
  return {
    figure: `${objective} ${shown(figure)}${unit && ` ${unit}`}`,
    beside: `${baseline}: ${shown(beside)}`,
    takes: secondsWords(seconds),
    how: [`Held out, on ${setName(set)}, after its own training; the mean of ${seeds} ${seeds === 1 ? 'run' : 'runs with different seeds'}.`, ...more, 'Measured by npm run bench -- quality.'].join(' '),
  };
}
