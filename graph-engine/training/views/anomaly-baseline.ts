/** How well a baseline tells the unusual: fitted on what the model learns from, once for a session, and asked about the rows that figures are of. */
import { baselines } from '../../inspect/anomaly/baselines';
import type { Baseline, Fitted, Rows } from '../../inspect/anomaly/baselines/definition';
import { sizeOf } from '../../document/shape';
import { areasOf } from '../anomaly/areas-of';
import { referenceRows } from '../anomaly/reference-rows';
import { rowClasses } from '../anomaly/row-classes';
import { giveWay, partMs } from '../run-in-parts';
import type { Session } from '../session';
import { rowCount, type SessionData } from '../session-data';
import { nothing, type ViewContext, type ViewOf } from './definition';

const fits = new WeakMap<Session, Map<string, Fitted>>();
const known = new WeakMap<SessionData, Map<string, Promise<Float64Array>>>();

function preparedOf(data: SessionData, node: string, indices: Uint32Array): Rows {
  const feed = data.feeds.get(node)!;
  return { count: indices.length, width: sizeOf(feed.shape), values: feed.rows(indices).values };
}

function fittedOf({ session, roles }: ViewContext, baseline: Baseline): Fitted {
  const all = fits.get(session) ?? new Map<string, Fitted>();
  fits.set(session, all);
  const found = all.get(baseline.id);
  if (found) return found;
  const node = roles.data!.node;
  const training = preparedOf(session.data, node, referenceRows(session).get(node)!);
  const components = Math.max(1, Math.min(training.width, roles.code ? sizeOf(roles.code.type.shape) : 1));
  const fitted = baseline.fit(training, { seed: session.seed, components });
  all.set(baseline.id, fitted);
  return fitted;
}

async function scoresOf(context: ViewContext, baseline: Baseline, rows: Uint32Array, gently: boolean): Promise<Float64Array> {
  const fitted = fittedOf(context, baseline);
  const scores = new Float64Array(rows.length);
  const node = context.roles.data!.node;
  // A row takes from microseconds to tens of milliseconds, by its width and by what is asked: found while it goes on.
  let some = 2;
  for (let from = 0, to = 0; from < rows.length; from = to) {
    to = Math.min(rows.length, from + some);
    const start = performance.now();
    scores.set(baseline.score(fitted, preparedOf(context.data, node, rows.subarray(from, to))), from);
    const took = performance.now() - start;
    some = Math.max(2, Math.min(2 * some, Math.floor((some * partMs(gently)) / took)));
    await giveWay(took, gently);
  }
  return scores;
}

export const anomalyBaseline: ViewOf<'anomaly-baseline'> = async (context, { baseline: id, normal, gently }) => {
  const { session, roles, data } = context;
  const baseline = baselines.find((one) => one.id === id);
  if (!baseline) throw new Error(`internal: there is no baseline “${id}”`);
  if (!roles.data) return nothing('No Loss compares an output with the data.');
  const { judged, isNormal } = rowClasses(data.feeds.get(roles.data.node)!, data === session.data, normal, rowCount(data.shownRows()));
  const named = { kind: 'anomaly-baseline', title: baseline.title, help: baseline.help } as const;
  if (!isNormal) return { ...named, areas: null };
  const kept = known.get(data) ?? new Map<string, Promise<Float64Array>>();
  known.set(data, kept);
  // What is normal may be said anew: other rows may be judged then.
  const key = `${id} ${normal}`;
  const scores = kept.get(key) ?? scoresOf(context, baseline, judged, gently);
  kept.set(key, scores);
  scores.catch(() => kept.delete(key));
  return { ...named, areas: areasOf(await scores, Uint8Array.from(judged, (row) => isNormal[row]!), session.seed) };
};
