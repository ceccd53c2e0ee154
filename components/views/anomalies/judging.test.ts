import { describe, expect, it } from 'vitest';
import type { AnomaliesResult } from '@/graph-engine/training/anomaly/types';
import { judge, judgedWords, rankingOf, steppedThreshold, thresholdOf } from './judging';

const scores = Float64Array.of(9, 1, 2, 3, 4, 10, 5, 6);
const result = (more: Partial<AnomaliesResult> = {}): AnomaliesResult => ({
  score: 'error',
  choices: [],
  rows: 8,
  scores,
  parts: new Uint8Array(8),
  judged: Uint32Array.of(1, 2, 3, 4, 5, 6, 7),
  judgedAre: 'test',
  isNormal: Uint8Array.of(1, 1, 1, 1, 1, 0, 0, 1),
  saysNormal: true,
  labels: null,
  labelNames: null,
  names: [],
  means: { normal: new Float64Array(), anomalous: null },
  areas: null,
  worst: { items: new Uint32Array(), shares: new Float64Array(), table: null, pictures: null },
  map: null,
  ...more,
});

describe('a threshold', () => {
  const ranking = rankingOf(result());
  it('is set by each rule, on the rows that are judged alone', () => {
    expect([ranking.normalCount, ranking.anomalousCount]).toEqual([5, 2]);
    expect(thresholdOf(ranking, { kind: 'quantile', quantile: 0.8 })).toBe(4);
    expect(thresholdOf(ranking, { kind: 'alarms', alarms: 40, rowsADay: 100 })).toBe(3);
    expect(judge(ranking, thresholdOf(ranking, { kind: 'f1' }))).toMatchObject({ truePositives: 2, falsePositives: 1 });
    expect(thresholdOf(ranking, { kind: 'hand', threshold: 7.5 })).toBe(7.5);
  });
  it('has one without labels, of all rows', () => {
    const unknown = rankingOf(result({ isNormal: null }));
    expect(unknown.anomalousCount).toBe(0);
    expect(thresholdOf(unknown, { kind: 'quantile', quantile: 0.5 })).toBe(4);
    expect(Number.isFinite(thresholdOf(unknown, { kind: 'f1' }))).toBe(true);
  });
  it('goes from score to score by keys, and stops at the ends', () => {
    expect(steppedThreshold(ranking, 4, 1)).toBe(5);
    expect(steppedThreshold(ranking, 4, -1)).toBe(3);
    expect(steppedThreshold(ranking, 4.5, 1)).toBe(5);
    expect(steppedThreshold(ranking, 4.5, -1)).toBe(4);
    expect(steppedThreshold(ranking, 4, 100)).toBe(10);
    expect(steppedThreshold(ranking, 4, -100)).toBe(1);
  });
});

it('says what the figures are of', () => {
  expect(judgedWords(result())).toBe('7 test rows, which the model never saw; 5 are normal and 2 are not.');
  expect(judgedWords(result({ rows: 1_850_000 }))).toMatch(/are not\. Only the first 8 of 1,850,000 rows are shown, since the table is larger than memory\.$/);
  expect(judgedWords(result({ judgedAre: 'all', isNormal: null }))).toMatch(/^7 rows, the ones that were learned from among them/);
});
