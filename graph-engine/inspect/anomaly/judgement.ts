/** What a threshold does: a row is called anomalous when its score lies above it. */
import type { Ranking } from './ranking';

/** Shares are null where they would divide by nothing. */
export interface Judgement {
  readonly threshold: number;
  /** Anomalous rows called anomalous. */
  readonly truePositives: number;
  /** Normal rows called anomalous: false alarms. */
  readonly falsePositives: number;
  readonly trueNegatives: number;
  readonly falseNegatives: number;
  /** Of the rows called anomalous, those that are; null where none is called so. */
  readonly precision: number | null;
  /** Of the anomalous rows, those called so; null where there is none. */
  readonly recall: number | null;
  /** Harmonic mean of both, 2 TP / (2 TP + FP + FN): 0, and not null, where anomalous rows are there and none is called so. */
  readonly f1: number | null;
  /** Of the normal rows, those called anomalous; null where there is none. */
  readonly falsePositiveRate: number | null;
}

export function judged({ scores, normal, anomalous, normalCount, anomalousCount }: Ranking, threshold: number): Judgement {
  let [truePositives, falsePositives] = [0, 0];
  for (let i = 0; i < scores.length && scores[i]! > threshold; i++) {
    truePositives += anomalous[i]!;
    falsePositives += normal[i]!;
  }
  const falseNegatives = anomalousCount - truePositives;
  return {
    threshold,
    truePositives,
    falsePositives,
    trueNegatives: normalCount - falsePositives,
    falseNegatives,
    precision: share(truePositives, truePositives + falsePositives),
    recall: share(truePositives, anomalousCount),
    f1: share(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives),
    falsePositiveRate: share(falsePositives, normalCount),
  };
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
