/** One run of a template that finds the unusual: trained on normal rows as the command line trains it, and judged beside baselines on rows that were not trained on. */
import { areas, type Areas } from '@/graph-engine/inspect/anomaly/areas';
import { rank } from '@/graph-engine/inspect/anomaly/ranking';
import { normalItems } from '@/graph-engine/data/splits/deal-out';
import { findRoles } from '@/graph-engine/inspect/roles';
import { splitSettingsOf } from '@/graph-engine/nodes/data-settings';
import { Random } from '@/graph-engine/random/counter';
import { baselineScores, fitBaselines, fitReferences, scoreRows } from '@/graph-engine/training/anomaly/score-rows';
import { Session } from '@/graph-engine/training/session';
import { trainThrough } from './train-through';
import type { Prepared } from './quality-sets';

/** Rows that are judged at most, drawn by the seed: of more, nearest neighbours take minutes, and the areas change in their fourth place. */
const MOST = 40_000;

export interface AnomalyRun {
  readonly model: Areas;
  readonly baselines: Readonly<Record<string, Areas>>;
  readonly score: string;
  readonly trainedOn: number;
  readonly judged: number;
  readonly anomalies: number;
  readonly steps: number;
  /** Of the training alone. */
  readonly seconds: number;
}

/** `most`: fewer steps than the document's own, to try the bench itself. */
export async function anomalyRun({ document, data }: Prepared, most = Infinity): Promise<AnomalyRun> {
  const session = await Session.open({ document, data });
  const seconds = await trainThrough(session, Math.min(most, session.totalSteps));
  const { node } = findRoles(session.document, session.analysis).data!;
  const feed = session.data.feeds.get(node)!;
  const indices = new Random(session.seed, 1).shuffle(feed.test.slice()).subarray(0, MOST);
  const isNormal = normalItems(feed.table, splitSettingsOf(feed.node).normal)!;
  const isAnomaly = Uint8Array.from(indices, (row) => 1 - isNormal[row]!);
  const rows = new Map([[node, indices]]);
  const fitted = new Map([...fitBaselines(session), ...(await fitReferences(session))]);
  const found = (await scoreRows(session, rows, fitted))!;
  const areasOf = (scores: Float64Array): Areas => areas(rank(scores, isAnomaly))!;
  const run: AnomalyRun = {
    model: areasOf(found.scores),
    baselines: Object.fromEntries(Object.entries(baselineScores(session, rows, fitted)).map(([id, scores]) => [id, areasOf(scores)])),
    score: found.score.title, trainedOn: feed.train.length, judged: indices.length, anomalies: isAnomaly.reduce((sum, one) => sum + one, 0), steps: session.step, seconds,
  };
  session.dispose();
  return run;
}
