/** What simpler means give back of the items that are held out, on the same split and in the unit of the model's own Loss. */
import { readParams } from '../document/fields';
import { sizeOf } from '../document/shape';
import type { GraphNode } from '../document/types';
import { printUnit } from '../document/units';
import { asPrediction, epsilons, takesProbabilities, type Compared } from '../inspect/baselines/as-prediction';
import { counted } from '../diagnostics/counted';
import type { Asked, Baseline, BaselineSubject, Rebuild } from '../inspect/baselines/definition';
import { baselinesOf } from '../inspect/baselines';
import type { BaselineFigure, Baselines } from '../inspect/baselines/types';
import { rowLoss } from '../inspect/by-column';
import { samplingOf } from '../inspect/objectives/support';
import { findRoles, type Roles } from '../inspect/roles';
import { lossKinds, type LossKindName } from '../nodes/loss-kinds';
import { nodeOf } from '../nodes/registry';
import { itemWordOf } from '../program/figures';
import { lower } from '../program/lower';
import type { Term } from '../program/types';
import { giveWay, runInParts } from './run-in-parts';
import type { Session } from './session';
import { rowCount, rowsBetween, type ItemRows } from './session-data';

/** More rows change a figure by less than the seeds of a model do; of wide items fewer stand in memory at once. */
const MOST_ROWS = 10_000;
const MOST_NUMBERS = 1e7;
/** Rows of a term at a time, and on which it is tried how much is clipped. */
const CHUNK = 100;

/** Rows from all over a list, as many as are looked at. */
function some(rows: ItemRows, size: number): ItemRows {
  const all = rowCount(rows);
  const count = Math.min(all, MOST_ROWS, Math.max(1, Math.floor(MOST_NUMBERS / size)));
  if (count === all) return rowsBetween(rows, 0, all);
  return new Map([...rows].map(([id, indices]) => [id, Uint32Array.from({ length: count }, (_, i) => indices[Math.floor((i * all) / count)]!)]));
}

interface Comparison {
  readonly roles: Roles & { readonly data: NonNullable<Roles['data']>; readonly output: NonNullable<Roles['output']> };
  readonly loss: GraphNode;
  readonly compared: Compared;
  readonly term: Term;
  readonly subject: BaselineSubject;
}
/** Null where no Loss compares an output with the data that it was made from. */
function comparisonOf({ document, analysis }: Session): Comparison | null {
  const roles = findRoles(document, analysis);
  const { data, output } = roles;
  if (!data || !output || sizeOf(data.type.shape) !== sizeOf(output.type.shape)) return null;
  const node = rowLoss(document, roles);
  if (!node) return null;
  const { kind } = readParams(nodeOf(node.kind)!.fields, node.params) as { readonly kind?: LossKindName };
  const term = lower(document, analysis, { batch: 1, mode: 'evaluate' }).terms.find(({ origin }) => origin.node === node.id);
  if (kind === undefined || !Object.hasOwn(lossKinds, kind) || !term) return null;
  return { roles: { ...roles, data, output }, loss: node, compared: { kind, output: output.type, target: data.type }, term, subject: { roles, sampling: samplingOf({ document, roles }) } };
}

const rebuilds = new WeakMap<Session, Map<Baseline['id'], Promise<Rebuild>>>();
/** Fitted once for a session. */
function rebuildOf(session: Session, { roles, subject }: Comparison, baseline: Baseline, gently: boolean): Promise<Rebuild> {
  const all = rebuilds.get(session) ?? new Map<Baseline['id'], Promise<Rebuild>>();
  rebuilds.set(session, all);
  const known = all.get(baseline.id);
  if (known) return known;
  const rows = some(session.data.trainingRows(), sizeOf(roles.data.type.shape));
  const fitting = runInParts(baseline.fit(session.data.numbersOf(rows, 0, rowCount(rows))[roles.data.node]!, subject), gently);
  all.set(baseline.id, fitting);
  fitting.catch(() => all.delete(baseline.id));
  return fitting;
}

/** What the network gets of items: clean, or with the noise that is drawn for them. */
async function askedOf(session: Session, { roles }: Comparison, rows: ItemRows, data = session.data): Promise<Asked> {
  const count = rowCount(rows);
  if (!roles.corrupted) return { count, given: data.numbersOf(rows, 0, count)[roles.data.node]! };
  const [noisy] = await session.valuesOf([roles.corrupted], rows, 'evaluate', data);
  return { count, given: noisy!.values };
}

/** The Loss of what is given back in place of the output, or, with null, of what the network itself gives: mean over the rows. */
async function costOf(session: Session, { roles, loss }: Pick<Comparison, 'roles' | 'loss'>, rows: ItemRows, gently: boolean, predictionOf: ((rows: ItemRows) => Promise<Float32Array>) | null): Promise<number | null> {
  const count = rowCount(rows);
  let sum = 0;
  for (let from = 0; from < count; from += CHUNK) {
    const start = performance.now();
    const chunk = rowsBetween(rows, from, Math.min(count, from + CHUNK));
    const length = rowCount(chunk);
    const prediction = predictionOf && (await predictionOf(chunk));
    const cost = await session.term(loss.id, { ...session.data.numbersOf(chunk, 0, length), ...(prediction && { [roles.output.tap]: prediction }) }, length);
    if (cost === null) return null;
    sum += cost * length;
    await giveWay(performance.now() - start, gently);
  }
  return sum / count;
}
/** Clipped by as much as costs least on items that were trained on. */
async function figureOf(session: Session, comparison: Comparison, baseline: Baseline, held: ItemRows, gently: boolean): Promise<BaselineFigure | null> {
  const { compared } = comparison;
  const rebuild = await rebuildOf(session, comparison, baseline, gently);
  const cost = (rows: ItemRows, epsilon: number): Promise<number | null> =>
    costOf(session, comparison, rows, gently, async (chunk) => {
      const asked = await askedOf(session, comparison, chunk);
      return asPrediction(rebuild(asked), compared, asked.count, epsilon);
    });
  const clips = takesProbabilities(compared);
  let epsilon = 0;
  if (clips) {
    let least = Infinity;
    const tried = rowsBetween(session.data.trainingRows(), 0, CHUNK);
    for (const one of epsilons) {
      const found = (await cost(tried, one)) ?? Infinity;
      if (found < least) [least, epsilon] = [found, one];
    }
  }
  const value = await cost(held, epsilon);
  const { id, short, help } = baseline;
  return value === null || !Number.isFinite(value) ? null : { id, title: baseline.title(comparison.subject)!, short, help, value, epsilon: clips ? epsilon : null };
}

/** `gently`: leaves most of the thread to the run under way. Null where there is nothing to compare. */
export async function measureBaselines(session: Session, gently: boolean): Promise<Baselines | null> {
  const comparison = comparisonOf(session);
  if (!comparison) return null;
  const { roles, loss, term, subject } = comparison;
  const { shape } = roles.data.type;
  const [held, training] = [some(session.data.validationRows(), sizeOf(shape)), session.data.trainingRows()];
  const figures: BaselineFigure[] = [];
  if (rowCount(training) > 0) {
    for (const baseline of baselinesOf(subject)) {
      const figure = await figureOf(session, comparison, baseline, held, gently);
      if (figure) figures.push(figure);
    }
  }
  const size = roles.code ? sizeOf(roles.code.type.shape) : 0;
  const ofNumbers = roles.code && !roles.indices && size < sizeOf(shape);
  const word = itemWordOf(session.document, session.analysis);
  return {
    node: loss.id,
    term: term.name,
    unit: printUnit(term.unit, word),
    per: printUnit({ of: [], per: term.unit.per }, word),
    code: ofNumbers ? counted(size, subject.sampling === 'bernoulli' ? 'bit' : 'number') : roles.indices ? `${roles.indices.type.classes} entries` : null,
    judged: rowCount(held),
    heldOut: session.holdsOut,
    fitted: rowCount(some(training, sizeOf(shape))),
    training: rowCount(training),
    figures,
  };
}

/** The same figure of the model as it is now, on the same items; random codes are drawn, as in the curves. */
export async function modelFigure(session: Session): Promise<number | null> {
  const comparison = comparisonOf(session);
  return comparison && costOf(session, comparison, some(session.data.validationRows(), sizeOf(comparison.roles.data.type.shape)), false, null);
}

/** What the first baseline gives back of these rows; null where there is none. */
export async function rebuiltByBaseline(session: Session, rows: ItemRows, gently: boolean, data = session.data): Promise<{ readonly title: string; readonly values: Float32Array } | null> {
  const comparison = comparisonOf(session);
  const baseline = comparison && baselinesOf(comparison.subject)[0];
  if (!baseline || rowCount(session.data.trainingRows()) === 0) return null;
  const rebuild = await rebuildOf(session, comparison, baseline, gently);
  return { title: baseline.title(comparison.subject)!, values: rebuild(await askedOf(session, comparison, rows, data)) };
}
