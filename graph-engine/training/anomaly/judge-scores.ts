/** How well scores tell anomalous rows from normal ones, of a model and of simpler means. */
import { areas } from '../../inspect/anomaly/areas';
import { rank } from '../../inspect/anomaly/ranking';
import { areaIntervals, type Interval } from '../../inspect/anomaly/bootstrap';
import { rivalNames, verdict } from '../../inspect/anomaly/verdict';

export interface AreasOf {
  readonly auc: number;
  readonly averagePrecision: number;
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

/** Says who ranks best, also where it is not the model; empty where there is nothing beside it. `baselines`: by their ids. */
export const verdictOf = (model: Judged, baselines: Readonly<Record<string, Judged>>): string =>
  verdict({ auc: model.auc, interval: model.intervals.auc }, Object.entries(baselines).map(([id, { auc, intervals }]) => ({ auc, interval: intervals.auc, ...(rivalNames[id] ?? { name: id, isMany: false }) })));
