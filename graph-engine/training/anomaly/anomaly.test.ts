import { beforeAll, describe, expect, it } from 'vitest';
import { templates } from '@/templates/registry';
import { generatedData } from '../../testing/template-data';
import { chooseBackend } from '../../runtime/backends/choose';
import { readSafetensors, writeSafetensors } from '../../runtime/safetensors';
import { normalItems } from '../../data/splits/deal-out';
import { Session } from '../session';
import { judgeScores, verdictOf, type Judged } from './judge-scores';
import { baselineScores, findsTheUnusual, fitBaselines, fitReferences, scoreRows, type FittedScores } from './score-rows';

let session: Session;
let fitted: FittedScores;
beforeAll(async () => {
  await chooseBackend('wasm');
  const document = templates['anomaly-cells'].create();
  session = await Session.open({ document, data: await generatedData(document, 600) });
  for (let step = 0; step < 400; step++) session.stepBlind();
  fitted = new Map([...fitBaselines(session), ...(await fitReferences(session))]);
  return () => session.dispose();
});

describe('a model that has seen what is normal', () => {
  it('finds what is not, on rows that it was not trained on, and so do simpler means', async () => {
    const rows = session.data.allRows();
    const found = (await scoreRows(session, rows, fitted))!;
    const feed = [...session.data.feeds.values()][0]!;
    const isAnomaly = normalItems(feed.table, 'benign')!.map((normal) => 1 - normal);
    const trained = new Set(feed.train);
    const unseen = Uint32Array.from({ length: 600 }, (_, row) => row).filter((row) => !trained.has(row));
    const own = judgeScores(found.scores, isAnomaly, unseen, 1)!;
    expect(found.score.id).toBe('evidence');
    expect(own.auc).toBeGreaterThan(0.8);
    expect(own.intervals.auc.low).toBeLessThan(own.auc);
    const others = baselineScores(session, rows, fitted);
    expect(Object.keys(others)).toEqual(['none', 'pca', 'isolationForest', 'knn']);
    for (const values of Object.values(others)) expect(judgeScores(values, isAnomaly, unseen, 1)!.auc).toBeGreaterThan(0.7);
    // Shares are of columns, and of the code.
    expect(found.names).toHaveLength(31);
    expect(judgeScores(found.scores, new Uint8Array(600), unseen, 1)).toBeNull();
  });
  it('scores the same from what was kept in a file, and a row alone as among others', async () => {
    const read = readSafetensors(writeSafetensors(fitted, {}));
    if ('problem' in read) throw new Error(read.problem);
    const [id] = session.data.feeds.keys();
    const few = new Map([[id!, Uint32Array.of(5, 590)]]);
    const all = session.data.allRows();
    for (const score of ['error', 'weighted-error', 'evidence', 'code-distance']) {
      const whole = (await scoreRows(session, all, fitted, { id: score }))!.scores;
      const alone = (await scoreRows(session, few, read.tensors, { id: score }))!.scores;
      expect([...alone], score).toEqual([whole[5], whole[590]].map((value) => expect.closeTo(value!, 3) as unknown));
    }
    const [whole, alone] = [baselineScores(session, all, fitted), baselineScores(session, few, read.tensors)];
    for (const [baseline, values] of Object.entries(alone)) expect([...values], baseline).toEqual([whole[baseline]![5], whole[baseline]![590]].map((value) => expect.closeTo(value!, 4) as unknown));
  });
  it('is one that learns from normal items, or that reconstructs a table', async () => {
    expect(findsTheUnusual(session)).toBe(true);
    const document = templates.patterns.create();
    const other = await Session.open({ document, data: await generatedData(document, 24) });
    expect(findsTheUnusual(other)).toBe(false);
    other.dispose();
  });
});

it('the verdict on judged scores is that of their areas and intervals', () => {
  const judged = (auc: number): Judged => ({ auc, averagePrecision: auc, intervals: { auc: { low: auc - 0.01, high: auc + 0.01 }, averagePrecision: { low: 0, high: 1 } } });
  expect(verdictOf(judged(0.9), { none: judged(0.96), pca: judged(0.8) })).toBe('No model at all ranks better here: .960 against .900.');
  expect(verdictOf(judged(0.9), {})).toBe('');
});
