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

const shown = (area: number): string => area.toFixed(3).replace(/^0/, '');
/** Says who ranks best, also where it is not the model. `names`: what the baselines are called within a sentence. */
export function verdict(model: Judged, baselines: Readonly<Record<string, Judged>>, names: Readonly<Record<string, string>>): string {
  const best = Object.entries(baselines).sort(([, a], [, b]) => b.auc - a.auc)[0];
  if (!best) return '';
  const [id, other] = best;
  const name = names[id] ?? id;
  const overlap = model.intervals.auc.low <= other.intervals.auc.high && other.intervals.auc.low <= model.intervals.auc.high;
  const between = `${shown(other.auc)} against ${shown(model.auc)} (area under the ROC curve)`;
  if (other.auc > model.auc) return `${name} ranks ${overlap ? 'as well or better' : 'better'} here: ${between}.`;
  return overlap ? `The model is ahead of ${name} by no more than chance may bring: ${shown(model.auc)} against ${shown(other.auc)}.` : `The model ranks better than ${name}: ${shown(model.auc)} against ${shown(other.auc)}.`;
}
