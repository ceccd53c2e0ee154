/** How unusual the rows are that are looked at, which of them most, and what makes them so. */
import { scoreCalled, scores as allScores, usualScore } from '../../inspect/anomaly/scores';
import type { Answers } from '../../inspect/anomaly/scores/definition';
import { areasOf } from '../anomaly/areas-of';
import { askModel } from '../anomaly/ask-model';
import { referenceRows } from '../anomaly/reference-rows';
import { rowClasses } from '../anomaly/row-classes';
import { rowDetails } from '../anomaly/row-details';
import type { AnomaliesResult, WorstOf } from '../anomaly/types';
import { rowCount, type ItemRows } from '../session-data';
import { mapOf, project } from './code-map';
import { nothing, type ViewContext, type ViewOf } from './definition';

const NO_RECONSTRUCTION = 'No Loss compares an output with the data, so there is nothing to be unusual against.';
/** Codes that the map is laid through. */
const MAPPED = 1000;
/** Numbers of a code beyond which its map would take longer than everything else. */
const WIDEST = 1024;

/** What the model says of rows that were trained on; of all rows of its data it has been asked already. */
async function trainingAnswers({ session, roles, data }: ViewContext, all: Answers | null): Promise<Answers> {
  const rows = referenceRows(session);
  if (all && data === session.data && all.count === rowCount(data.allRows())) return answersOf(all, rows.get(roles.data!.node)!.subarray(0, rowCount(rows)));
  return (await askModel({ session, roles, data: session.data }, rows))!;
}
function answersOf({ errors, columns, codes, divergence }: Answers, rows: Uint32Array): Answers {
  const picked = <T extends Float32Array | Float64Array>(from: T, to: T, width: number): T => {
    rows.forEach((row, i) => to.set(from.subarray(row * width, (row + 1) * width), i * width));
    return to;
  };
  return {
    count: rows.length,
    columns,
    errors: picked(errors, new Float64Array(rows.length * columns.length), columns.length),
    codes: codes && { size: codes.size, values: picked(codes.values, new Float32Array(rows.length * codes.size), codes.size) },
    divergence: divergence && picked(divergence, new Float64Array(rows.length), 1),
  };
}

export const anomalies: ViewOf<'anomalies'> = async (context, { score: wanted, worst: most, of, normal, intervals }) => {
  const { session, roles, data } = context;
  const rows = data.shownRows();
  const answers = await askModel(context, rows);
  if (!answers) return nothing(NO_RECONSTRUCTION);
  const fitting = allScores.filter((score) => score.fits(answers));
  const score = fitting.find(({ id }) => id === wanted) ?? usualScore(answers);
  const training = await trainingAnswers(context, answers);
  const { scores, shares, names } = score.score(answers, score.refer(training));
  const feed = data.feeds.get(roles.data!.node)!;
  const classes = rowClasses(feed, data === session.data, normal, rowCount(rows));
  const { judged, isNormal } = classes;
  const worst = worstOf(of, judged, scores, isNormal).subarray(0, most);
  return {
    kind: 'anomalies',
    score: score.id,
    choices: fitting.map(({ id, title, help }) => ({ id, title, help })),
    rows: feed.table.count,
    scores,
    ...classes,
    labels: feed.table.labels,
    labelNames: feed.table.labelNames,
    names,
    means: meansOf(shares, names.length, judged, isNormal),
    areas: areasOf(Float64Array.from(judged, (row) => scores[row]!), isNormal && Uint8Array.from(judged, (row) => isNormal[row]!), intervals ? session.seed : null),
    worst: await rowDetails(context, only(rows, worst), sharesOf(shares, names.length, worst)),
    map: await mapped(answers, training),
  };
};

/** Some of the rows, in each Dataset. */
const only = (rows: ItemRows, places: Uint32Array): ItemRows => new Map([...rows].map(([id, indices]) => [id, places.map((place) => indices[place]!)]));

function sharesOf(shares: Float64Array, width: number, rows: Uint32Array): Float64Array {
  const some = new Float64Array(rows.length * width);
  rows.forEach((row, i) => some.set(shares.subarray(row * width, (row + 1) * width), i * width));
  return some;
}

function meansOf(shares: Float64Array, width: number, judged: Uint32Array, isNormal: Uint8Array | null): AnomaliesResult['means'] {
  const mean = (rows: Uint32Array): Float64Array => {
    const sums = new Float64Array(width);
    for (const row of rows) for (let i = 0; i < width; i++) sums[i]! += shares[row * width + i]! / rows.length;
    return sums;
  };
  if (!isNormal) return { normal: mean(judged), anomalous: null };
  return { normal: mean(judged.filter((row) => isNormal[row] === 1)), anomalous: mean(judged.filter((row) => isNormal[row] === 0)) };
}

/** Without classes there are no false alarms and none that are missed. */
function worstOf(of: WorstOf, judged: Uint32Array, scores: Float64Array, isNormal: Uint8Array | null): Uint32Array {
  const rows = isNormal && of !== 'all' ? judged.filter((row) => isNormal[row] === (of === 'normal' ? 1 : 0)) : judged;
  const sign = isNormal && of === 'missed' ? -1 : 1;
  return rows.toSorted((a, b) => sign * (scores[b]! - scores[a]!) || a - b);
}

/** The codes of all rows, on a plane through some that were trained on. */
async function mapped({ codes }: Answers, training: Answers): Promise<AnomaliesResult['map']> {
  if (!codes || codes.size > WIDEST) return null;
  const { plane, axes } = await mapOf(codes.size, () => training.codes!.values.subarray(0, MAPPED * codes.size));
  return { points: project(codes.values, plane), axes };
}

/** Of rows that somebody points at. */
export const anomalyRows: ViewOf<'anomaly-rows'> = async (context, { score: id, items }) => {
  const all = context.data.shownRows();
  const known = Uint32Array.from(items.filter((item) => item < rowCount(all)));
  const rows = only(all, known);
  const answers = await askModel(context, rows);
  if (!answers) return nothing(NO_RECONSTRUCTION);
  const score = scoreCalled(id);
  const { shares } = score.score(answers, score.refer(await trainingAnswers(context, null)));
  return { kind: 'anomaly-rows', rows: await rowDetails(context, rows, shares) };
};
