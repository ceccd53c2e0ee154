/** How well scores tell anomalous rows from normal ones, of a model and of simpler means. */
import { areas } from '../../inspect/anomaly/areas';
import { rank } from '../../inspect/anomaly/ranking';
import { areaIntervals } from '../../inspect/anomaly/bootstrap';

export interface AreasOf {
  readonly auc: number;
  readonly averagePrecision: number;
}
interface Interval {
  readonly low: number;
  readonly high: number;
}
export interface Judged extends AreasOf {
  readonly intervals: { readonly auc: Interval; readonly averagePrecision: Interval };
}

/** Of these rows; null where they are all of one class. */
export function judgeScores(scores: Float64Array, isAnomaly: Uint8Array, rows: Uint32Array, seed: number): Judged | null {
  const ranking = rank(Float64Array.from(rows, (row) => scores[row]!), Uint8Array.from(rows, (row) => isAnomaly[row]!));
  const found = areas(ranking);
  const intervals = found && areaIntervals(ranking, { seed });
  return found && intervals ? { ...found, intervals } : null;
}

/** What ranks, within a sentence. */
const phrases: Readonly<Record<string, string>> = { none: 'the squared norm of a row, without any model,', pca: 'the error of principal components', isolationForest: 'an isolation forest', knn: 'the distance to near neighbours' };
const shown = (area: number): string => area.toFixed(3).replace(/^0/, '');
const atStart = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const atEnd = (text: string): string => text.replace(/,$/, '');

/** Says who ranks best, also where it is not the model; empty where there is nothing beside it. */
export function verdict(model: Judged, baselines: Readonly<Record<string, Judged>>): string {
  const best = Object.entries(baselines).sort(([, a], [, b]) => b.auc - a.auc)[0];
  if (!best) return '';
  const [id, other] = best;
  const name = phrases[id] ?? id;
  const overlap = model.intervals.auc.low <= other.intervals.auc.high && other.intervals.auc.low <= model.intervals.auc.high;
  const [own, theirs] = [shown(model.auc), shown(other.auc)];
  if (other.auc > model.auc) return `${atStart(name)} ranks ${overlap ? 'as well or better' : 'better'} here: an area under the ROC curve of ${theirs} against ${own}.`;
  const ahead = `${own} against ${theirs} (area under the ROC curve)`;
  return overlap ? `The model is ahead of ${atEnd(name)} by no more than chance may bring: ${ahead}.` : `The model ranks better than ${atEnd(name)}, the best of what is simpler: ${ahead}.`;
}
