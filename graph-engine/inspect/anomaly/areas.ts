/** How well a ranking parts anomalous rows from normal ones, whatever the threshold. */
import type { Ranking } from './ranking';

export interface Areas {
  /** Area under the ROC curve: the share of pairs of an anomalous and a normal row in which the anomalous one has the higher score; a tie is half a pair. */
  readonly auc: number;
  /**
   * Area under the precision–recall curve in steps, without interpolation: the sum over falling thresholds of the gain of recall times the precision there.
   * A ranking without knowledge has the share of anomalous rows.
   */
  readonly averagePrecision: number;
}

/** Null where there is only one class, for which neither is defined. Only the counts are read. */
export function areas({ normal, anomalous, normalCount, anomalousCount }: Omit<Ranking, 'scores'>): Areas | null {
  if (normalCount === 0 || anomalousCount === 0) return null;
  let [above, found, pairs, precision] = [0, 0, 0, 0];
  for (let i = 0; i < normal.length; i++) {
    const n = normal[i]!;
    const a = anomalous[i]!;
    pairs += a * (normalCount - above - n / 2);
    above += n;
    found += a;
    if (a > 0) precision += (a * found) / (found + above);
  }
  return { auc: pairs / (normalCount * anomalousCount), averagePrecision: precision / anomalousCount };
}
