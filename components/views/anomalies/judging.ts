/** From what the worker says of all rows to what a threshold does: on the page, so that a slider asks nobody. */
import { judged as judgedAt, type Judgement } from '@/graph-engine/inspect/anomaly/judgement';
import { rank, type Ranking } from '@/graph-engine/inspect/anomaly/ranking';
import { thresholdAtQuantile, thresholdForAlarms, thresholdOfBestF1 } from '@/graph-engine/inspect/anomaly/thresholds';
import type { AnomaliesResult, JudgedRows } from '@/graph-engine/training/anomaly/types';

/** How the threshold is set. */
export type Rule =
  /** Above it lies so small a share of the normal rows. */
  | { readonly kind: 'quantile'; readonly quantile: number }
  | { readonly kind: 'alarms'; readonly alarms: number; readonly rowsADay: number }
  | { readonly kind: 'f1' }
  | { readonly kind: 'hand'; readonly threshold: number };

export const usualRule: Rule = { kind: 'quantile', quantile: 0.95 };

/** Of the rows that figures are of. Where no class is known, all count as normal. */
export function rankingOf({ scores, judged, isNormal }: AnomaliesResult): Ranking {
  return rank(Float64Array.from(judged, (row) => scores[row]!), isNormal ? Uint8Array.from(judged, (row) => 1 - isNormal[row]!) : undefined);
}

/** Where the rule cannot be followed (no normal rows, no anomalies), above the middle of the scores. */
export function thresholdOf(ranking: Ranking, rule: Rule): number {
  const middle = ranking.scores[ranking.scores.length >> 1] ?? 0;
  switch (rule.kind) {
    case 'quantile':
      return thresholdAtQuantile(ranking, rule.quantile) ?? middle;
    case 'alarms':
      return thresholdForAlarms(ranking, rule.alarms, rule.rowsADay) ?? middle;
    case 'f1':
      return thresholdOfBestF1(ranking) ?? middle;
    case 'hand':
      return rule.threshold;
  }
}
export const judge = (ranking: Ranking, threshold: number): Judgement => judgedAt(ranking, threshold);

const areWords: Readonly<Record<JudgedRows, string>> = {
  test: 'test rows, which the model never saw',
  'held-out': 'held-out rows, which were not learned from',
  new: 'rows of the file that is looked at',
  all: 'rows, the ones that were learned from among them: hold some out, or take a test share, for figures that can be trusted',
};
/** Of a table that is larger than memory; empty where every row is told of. */
export const firstWords = (told: number, rows: number): string => (told < rows ? ` Only the first ${told.toLocaleString('en')} of ${rows.toLocaleString('en')} rows are shown, since the table is larger than memory.` : '');
/** What the figures are of: `500 test rows …; 300 are normal and 200 are not.` */
export function judgedWords({ rows, scores, judged, judgedAre, isNormal }: AnomaliesResult): string {
  const count = judged.length.toLocaleString('en');
  const normal = isNormal ? judged.reduce((sum, row) => sum + isNormal[row]!, 0) : null;
  const classes = normal === null ? '' : `; ${normal.toLocaleString('en')} are normal and ${(judged.length - normal).toLocaleString('en')} are not`;
  return `${count} ${areWords[judgedAre]}${classes}.${firstWords(scores.length, rows)}`;
}

/** The next score above a threshold, or below it: what one press of an arrow key moves to, some steps of the ranking at a time. */
export function steppedThreshold({ scores }: Ranking, threshold: number, steps: number): number {
  // Scores fall: the place of the first that is not above the threshold.
  let [from, to] = [0, scores.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (scores[middle]! > threshold) from = middle + 1;
    else to = middle;
  }
  const exact = scores[from] === threshold;
  const place = steps > 0 ? from - steps : from - steps - (exact ? 0 : 1);
  return scores[Math.max(0, Math.min(scores.length - 1, place))] ?? threshold;
}
