/** How unusual rows are to a model, beside what simpler means say of them: fitted once on rows that were trained on, and asked about any others. */
import { baselines } from '../../inspect/anomaly/baselines';
import type { Rows } from '../../inspect/anomaly/baselines/definition';
import { scoreCalled, scores, usualScore } from '../../inspect/anomaly/scores';
import type { Answers, Reference, Scored, Score } from '../../inspect/anomaly/scores/definition';
import { DataError } from '../../data/data-error';
import { sizeOf } from '../../document/shape';
import { findRoles } from '../../inspect/roles';
import type { Weights } from '../../runtime/device';
import type { Session } from '../session';
import type { ItemRows, SessionData } from '../session-data';
import type { ViewContext } from '../views/definition';
import { askModel } from './ask-model';
import { referenceRows } from './reference-rows';

/** Rows that baselines score at a time. */
const CHUNK = 5000;

/** What is fitted, by the id of the score or baseline: `score/weighted-error/means`, `baseline/pca/directions`. */
export type FittedScores = ReadonlyMap<string, Weights>;

const contextOf = (session: Session, data: SessionData = session.data): ViewContext => ({ session, roles: findRoles(session.document, session.analysis), data });
const named = (prefix: string, tensors: Readonly<Record<string, Weights>>): [string, Weights][] => Object.entries(tensors).map(([name, tensor]) => [`${prefix}/${name}`, tensor]);
const under = (prefix: string, fitted: FittedScores): Reference => Object.fromEntries([...fitted].flatMap(([name, tensor]) => (name.startsWith(`${prefix}/`) ? [[name.slice(prefix.length + 1), tensor]] : [])));

/** Prepared rows of the Dataset that is reconstructed. */
function preparedOf(data: SessionData, node: string, rows: ItemRows): Rows {
  const feed = data.feeds.get(node)!;
  const indices = rows.get(node)!;
  return { count: indices.length, width: sizeOf(feed.shape), values: feed.rows(indices).values };
}

/** Whether the document reconstructs a table, or learns from normal items alone: then it may be asked what is unusual. */
export function findsTheUnusual(session: Session): boolean {
  const { data, output } = findRoles(session.document, session.analysis);
  if (!data || !output) return false;
  return session.data.feeds.get(data.node)!.isOneClass || (data.type.tag === 'data' && data.type.places !== undefined);
}

/** Fits baselines alone, which stay as the weights change. */
export function fitBaselines(session: Session): FittedScores {
  const { roles, data } = contextOf(session);
  const training = preparedOf(data, roles.data!.node, referenceRows(session));
  const components = Math.max(1, Math.min(training.width, roles.code ? sizeOf(roles.code.type.shape) : 1));
  return new Map(baselines.flatMap(({ id, fit }) => named(`baseline/${id}`, fit(training, { seed: session.seed, components }))));
}
/** What scores need to know of the rows that were trained on, with the weights as they are now. @throws NotFiniteError */
export async function fitReferences(session: Session): Promise<FittedScores> {
  const answers = await askModel(contextOf(session), referenceRows(session));
  return new Map(scores.flatMap((score) => (answers && score.fits(answers) ? named(`score/${score.id}`, score.refer(answers)) : [])));
}

export interface ScoredRows extends Scored {
  readonly score: Score;
  readonly answers: Answers;
}
/** `id`: of the score; the usual one of the model where it is left out. Null where the graph reconstructs nothing. @throws NotFiniteError; DataError without what the score was fitted to */
export async function scoreRows(session: Session, rows: ItemRows, fitted: FittedScores, { id, data, onItems }: { readonly id?: string; readonly data?: SessionData; readonly onItems?: (done: number) => void } = {}): Promise<ScoredRows | null> {
  const answers = await askModel(contextOf(session, data), rows, onItems);
  if (!answers) return null;
  const score = id === undefined ? usualScore(answers) : scoreCalled(id);
  const reference = under(`score/${score.id}`, fitted);
  if (Object.keys(score.refer(answers)).some((name) => !Object.hasOwn(reference, name))) throw new DataError(`What “${score.title}” is on rows that were trained on is not kept with these weights, and these are other rows. Score the data that they were trained on, or choose another score.`);
  return { ...score.score(answers, reference), score, answers };
}

/** Scores of each baseline that was fitted, by its id. */
export function baselineScores(session: Session, rows: ItemRows, fitted: FittedScores, data: SessionData = session.data): Readonly<Record<string, Float64Array>> {
  const { roles } = contextOf(session);
  const node = roles.data!.node;
  const indices = rows.get(node)!;
  const known = baselines.filter(({ id }) => id === 'none' || [...fitted.keys()].some((name) => name.startsWith(`baseline/${id}/`)));
  const all = Object.fromEntries(known.map(({ id }) => [id, new Float64Array(indices.length)]));
  for (let from = 0; from < indices.length; from += CHUNK) {
    const part = preparedOf(data, node, new Map([[node, indices.subarray(from, from + CHUNK)]]));
    for (const { id, score } of known) all[id]!.set(score(under(`baseline/${id}`, fitted), part), from);
  }
  return all;
}
