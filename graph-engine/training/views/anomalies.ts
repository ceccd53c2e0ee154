/** How unusual the rows are that are looked at, which of them most, and what makes them so. */
import { scoreCalled, scores as allScores, usualScore } from '../../inspect/anomaly/scores';
import type { Answers, Score, Scored } from '../../inspect/anomaly/scores/definition';
import { areasOf } from '../anomaly/areas-of';
import { askModel } from '../anomaly/ask-model';
import { referenceRows } from '../anomaly/reference-rows';
import { rowClasses } from '../anomaly/row-classes';
import { rowDetails } from '../anomaly/row-details';
import type { AnomaliesResult } from '../anomaly/types';
import { rowCount, type ItemRows } from '../session-data';
import { mapOf, project } from './code-map';
import { nothing, type ViewContext, type ViewOf } from './definition';

const NO_RECONSTRUCTION = 'No Loss compares an output with the data, so there is nothing to be unusual against.';
/** Codes that the map is laid through. */
const MAPPED = 1000;
/** Numbers of a code beyond which its map would take longer than everything else. */
const WIDEST = 1024;

async function scored(context: ViewContext, answers: Answers, score: Score): Promise<Scored> {
  const { session, roles } = context;
  const training = await askModel({ session, roles, data: session.data }, referenceRows(session));
  return score.score(answers, score.refer(training!));
}

export const anomalies: ViewOf<'anomalies'> = async (context, { score: wanted, worst: most, normal, intervals }) => {
  const { session, roles, data } = context;
  const rows = data.allRows();
  const answers = await askModel(context, rows);
  if (!answers) return nothing(NO_RECONSTRUCTION);
  const fitting = allScores.filter((score) => score.fits(answers));
  const score = fitting.find(({ id }) => id === wanted) ?? usualScore(answers);
  const { scores, shares, names } = await scored(context, answers, score);
  const feed = data.feeds.get(roles.data!.node)!;
  const classes = rowClasses(feed, data === session.data, normal);
  const { judged, isNormal } = classes;
  const worst = judged.toSorted((a, b) => scores[b]! - scores[a]! || a - b).subarray(0, most);
  return {
    kind: 'anomalies',
    score: score.id,
    choices: fitting.map(({ id, title, help }) => ({ id, title, help })),
    scores,
    ...classes,
    labels: feed.table.labels,
    labelNames: feed.table.labelNames,
    names,
    means: meansOf(shares, names.length, judged, isNormal),
    areas: areasOf(Float64Array.from(judged, (row) => scores[row]!), isNormal && Uint8Array.from(judged, (row) => isNormal[row]!), intervals ? session.seed : null),
    worst: await rowDetails(context, only(rows, worst), sharesOf(shares, names.length, worst)),
    map: await mapped(context, answers),
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

/** The codes of all rows, on a plane through those of the data of the model. */
async function mapped({ session, roles }: ViewContext, { codes }: Answers): Promise<AnomaliesResult['map']> {
  if (!codes || codes.size > WIDEST) return null;
  const reference = async (): Promise<Float32Array> => {
    const some = new Map([...session.data.trainingRows()].map(([id, indices]) => [id, indices.subarray(0, MAPPED)]));
    return (await askModel({ session, roles, data: session.data }, some))!.codes!.values;
  };
  const { plane, axes } = await mapOf(codes.size, reference);
  return { points: project(codes.values, plane), axes };
}

/** Of rows that somebody points at. */
export const anomalyRows: ViewOf<'anomaly-rows'> = async (context, { score: id, items }) => {
  const all = context.data.allRows();
  const known = Uint32Array.from(items.filter((item) => item < rowCount(all)));
  const rows = only(all, known);
  const answers = await askModel(context, rows);
  if (!answers) return nothing(NO_RECONSTRUCTION);
  const { shares } = await scored(context, answers, scoreCalled(id));
  return { kind: 'anomaly-rows', rows: await rowDetails(context, rows, shares) };
};
