/** The objective of a trained model: what it is judged on, what its baselines are fitted on, and the model as an objective asks it. */
import { labelsAt } from '../data/formats/labels';
import { normalItems } from '../data/splits/deal-out';
import { fileOf } from '../data/rows/in-memory';
import type { DataTable } from '../data/table';
import { objectiveCalled, objectiveOf } from '../inspect/objectives';
import type { Fold, ItemSet, Model, ObjectiveSubject } from '../inspect/objectives/definition';
import { itemWordOf } from '../program/figures';
import { printUnit } from '../document/units';
import { findRoles, type Roles } from '../inspect/roles';
import { splitSettingsOf } from '../nodes/data-settings';
import { Random } from '../random/counter';
import { sessionModel } from './objective-model';
import { Session } from './session';
import { rowCount, rowsBetween, SessionData, type ItemRows } from './session-data';

export interface JudgedObjective {
  readonly name: string;
  readonly value: number;
  readonly better: 'lower' | 'higher';
  readonly baselines: Readonly<Record<string, number>>;
  /** What a value counts, as far as the name does not say it; empty for a share. */
  readonly unit: string;
  /** How it was measured. */
  readonly sentence: string;
  readonly items: number;
  /** What `items` are: held out of the training, all of other data, or trained on, where nothing was held out. */
  readonly on: 'held out' | 'other data' | 'training data';
}
export interface ObjectiveOptions {
  /** The session's tables are not those that were trained on, so that all of their items are judged. */
  readonly other: boolean;
  /** The tables that were trained on, by node id, where `other` and they are at hand: for fitting baselines. */
  readonly trained: Readonly<Record<string, DataTable>> | null;
  /** Another objective than the document's own, by name: to compare documents of which one asks for less. It must fit. */
  readonly by?: string;
}

function itemsOf(data: SessionData, roles: Roles, rows: ItemRows): ItemSet {
  const count = rowCount(rows);
  const indices = roles.data ? rows.get(roles.data.node)!.subarray(0, count) : new Uint32Array(0);
  const feed = roles.data ? data.feeds.get(roles.data.node)! : null;
  const table = feed?.table ?? null;
  const isNormal = feed && table?.labels ? normalItems(table, splitSettingsOf(feed.node).normal) : null;
  const told = feed?.labelled ? new Set(feed.labelled) : null;
  const width = table?.factors?.names.length ?? 0;
  return {
    count,
    numbers: data.numbersOf(rows, 0, count),
    labels: table?.labels ? labelsAt(table.labels, indices) : null,
    isNormal: isNormal && Uint8Array.from(indices, (item) => isNormal[item]!),
    isLabelled: told && Uint8Array.from(indices, (item) => Number(told.has(item))),
    factors: table?.factors ? { names: table.factors.names, values: Float32Array.from({ length: count * width }, (_, i) => table.factors!.values[indices[Math.floor(i / width)]! * width + (i % width)]!) } : null,
  };
}

/** Of a document that learns from normal items alone, or from a table in a file, items that are judged at most: of more, baselines take minutes. */
const MOST = 50_000;

/** Whether a document learns from normal items alone, so that all anomalies are among those left for the test. */
const isOneClass = ({ feeds }: SessionData): boolean => feeds.size === 1 && [...feeds.values()].every((feed) => feed.isOneClass && feed.test.length > 0);

/** Of a table in a file some, drawn by the seed: the numbers of all that is judged stand in memory. */
const fewOf = ({ feeds }: SessionData, rows: ItemRows, seed: number): ItemRows =>
  [...feeds.values()].some(({ table }) => fileOf(table)) && rowCount(rows) > MOST ? new Map([...rows].map(([id, all]) => [id, new Random(seed, 0).shuffle(all.slice()).subarray(0, MOST)])) : rows;

/** What was not trained on, or all of `other` data. */
function judgedRows(data: SessionData, seed: number, other: boolean): ItemRows {
  if (!isOneClass(data)) return fewOf(data, other ? data.allRows() : data.validationRows(), seed);
  const [feed] = [...data.feeds.values()];
  const all = other ? data.allRows().get(feed!.node.id)! : Uint32Array.from([...feed!.validation, ...feed!.test]);
  return new Map([[feed!.node.id, all.length <= MOST ? all : new Random(seed, 0).shuffle(all).subarray(0, MOST)]]);
}

/** Two halves, each judged by what was fitted on the other. */
function halves(items: (from: number, to: number) => ItemSet, count: number): Fold[] {
  const middle = Math.floor(count / 2);
  if (middle === 0) return [];
  const [first, second] = [items(0, middle), items(middle, count)];
  return [{ fit: first, held: second }, { fit: second, held: first }];
}

function subjectOf({ data, document, analysis, seed }: Session, { other, trained }: ObjectiveOptions): { readonly subject: ObjectiveSubject; readonly heldRows: ItemRows } {
  const roles = findRoles(document, analysis);
  const items = (of: SessionData, rows: ItemRows): ItemSet => itemsOf(of, roles, rows);
  const heldRows = judgedRows(data, seed, other);
  const held = items(data, heldRows);
  const fitData = !other ? data : trained ? new SessionData(document, analysis, trained, seed) : null;
  if (fitData !== data) fitData?.adopt(data.fitted());
  const folds = fitData ? [{ fit: items(fitData, fitData.trainingRows()), held }] : halves((from, to) => items(data, rowsBetween(heldRows, from, to)), held.count);
  return { subject: { document, analysis, roles, held, folds }, heldRows };
}

/** The objective of the session's document on its own data, by name. */
export const objectiveNameOf = (session: Session): string => objectiveOf(subjectOf(session, { other: false, trained: null }).subject).name;

/** Judges the weights of `session`. */
export async function judge(session: Session, options: ObjectiveOptions): Promise<JudgedObjective> {
  const { subject, heldRows } = subjectOf(session, options);
  const objective = options.by === undefined ? objectiveOf(subject) : objectiveCalled(options.by);
  const untrained = async <T>(work: (model: Model) => Promise<T>): Promise<T> => {
    const start = await Session.open({ document: session.document, data: Object.fromEntries(session.data.tables), seed: session.seed });
    try {
      start.data.adopt(session.data.fitted());
      return await work(sessionModel(start, heldRows));
    } finally {
      start.dispose();
    }
  };
  const { value, baselines } = await objective.measure({ ...subject, model: sessionModel(session, heldRows), untrained });
  const { name, better, sentence } = objective;
  const unit = printUnit(objective.unit, itemWordOf(subject.document, subject.analysis));
  const on = options.other ? 'other data' : session.holdsOut || isOneClass(session.data) ? 'held out' : 'training data';
  return { name, value, better, baselines, unit, sentence, items: subject.held.count, on };
}
