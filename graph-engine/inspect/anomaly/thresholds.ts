/** Ways to choose a threshold, above which a row is called anomalous. The first two need normal rows alone, the last needs known anomalies. */
import type { Ranking } from './ranking';

/** The lowest score of a normal row above which at most 1 − `quantile` (0 … 1) of the normal rows lie; null where no row is normal. */
export const thresholdAtQuantile = (ranking: Ranking, quantile: number): number | null => thresholdForShare(ranking, 1 - quantile);

/** The same for at most `alarms` false alarms a day, where `rowsADay` (> 0) normal rows come in a day. Below 1 / normal rows known, it is their highest score. */
export const thresholdForAlarms = (ranking: Ranking, alarms: number, rowsADay: number): number | null => thresholdForShare(ranking, alarms / rowsADay);

function thresholdForShare({ scores, normal, normalCount }: Ranking, share: number): number | null {
  if (normalCount === 0) return null;
  // A share such as 1 − .9 of ten rows is one row, whatever the last bit says.
  const allowed = Math.max(0, Math.min(normalCount - 1, Math.floor(share * normalCount + 1e-9)));
  let above = 0;
  const place = normal.findIndex((count) => (above += count) > allowed);
  return scores[place]!;
}

/** A threshold with the highest F1, halfway between two scores; the higher where two are as good. Null where no row is anomalous. */
export function thresholdOfBestF1({ scores, normal, anomalous, anomalousCount }: Ranking): number | null {
  if (anomalousCount === 0) return null;
  let [best, at, called, found] = [-1, 0, 0, 0];
  for (let i = 0; i < scores.length; i++) {
    called += normal[i]! + anomalous[i]!;
    found += anomalous[i]!;
    const f1 = (2 * found) / (called + anomalousCount);
    if (f1 > best) [best, at] = [f1, i];
  }
  return between(scores[at]!, scores[at + 1]);
}

/** A number below `upper` and at least `lower`: where rounding leaves none between them, `lower` is one. */
function between(upper: number, lower: number | undefined): number {
  if (lower === undefined) return upper - Math.max(1, Math.abs(upper)) / 2;
  const middle = lower + (upper - lower) / 2;
  return middle < upper ? middle : lower;
}
