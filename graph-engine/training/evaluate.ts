/** The figures of a trained model over all items of its tables. */
import { classifiersOf } from '../inspect/classifiers';
import { confusionFigures } from '../inspect/confusion';
import { codeUse } from '../inspect/code-use';
import { figuresOf } from '../program/figures-of';
import { sizeOf } from '../document/shape';
import { findRoles } from '../inspect/roles';
import { columnShares } from './column-shares';
import type { ColumnShares } from './column-share';
import { itemErrors } from './item-errors';
import type { Session } from './session';
import { rowCount, type ItemRows } from './session-data';
import { confusionFor, labelNamesOf } from './views/confusion';
import { tapsOf } from './views/model';

export interface Classification {
  /** Of the node. */
  readonly name: string;
  readonly labels: readonly string[];
  /** Items by their label and by what they are taken for. */
  readonly confusion: readonly (readonly number[])[];
  /** Items with and without a known label. */
  readonly known: number;
  readonly unknown: number;
  /** Null where there is nothing to take a share of; by label, the share that is found, and that is right of those taken for it. */
  readonly accuracy: number | null;
  readonly recall: readonly (number | null)[];
  readonly precision: readonly (number | null)[];
}

export interface Evaluation {
  readonly items: number;
  /** Mean over the items of each loss term and metric, unweighted; `loss` is the weighted sum. */
  readonly terms: Readonly<Record<string, number>>;
  /** Of each loss term and metric: `nats per image`. */
  readonly units: Readonly<Record<string, string>>;
  /** Terms and metrics that are no means over items: of batches of so many, and the mean over these. */
  readonly batches?: { readonly items: number; readonly means: Readonly<Record<string, number>> };
  /** Of the reconstruction, with nothing random: per element, and summed over the elements of an item. */
  readonly meanSquaredError?: number;
  readonly sumOfSquaredErrorsPerSample?: number;
  /** Of a table: what each column gives to the error of a row, with nothing random. */
  readonly columns?: Omit<ColumnShares, 'rows'>;
  /** Of every Classifier, over all items with a known label. */
  readonly classifiers?: readonly Classification[];
  /** Of the whole set. */
  readonly codes?: { readonly used: number; readonly of: number; readonly perplexity: number };
}

function termsAndMetrics(session: Session, all: Readonly<Record<string, number>>): Pick<Evaluation, 'terms' | 'units' | 'batches'> {
  const figures = session.stepPrograms.flatMap(({ program }) => [...program.terms, ...program.metrics]);
  const ofBatches = new Set(figures.flatMap(({ name, ofBatch }) => (ofBatch ? [name] : [])));
  const pick = (wanted: boolean): Record<string, number> => Object.fromEntries(Object.entries(all).filter(([name]) => ofBatches.has(name) === wanted));
  const units = Object.fromEntries(figuresOf(session.document, session.analysis).flatMap(({ name, unit }) => (Object.hasOwn(all, name) ? [[name, unit]] : [])));
  return { terms: pick(false), units, ...(ofBatches.size > 0 && { batches: { items: session.batch, means: pick(true) } }) };
}

async function classifications(session: Session, rows: ItemRows): Promise<Pick<Evaluation, 'classifiers'>> {
  const classifiers: Classification[] = [];
  for (const found of classifiersOf(session.document, session.analysis)) {
    const confusion = await confusionFor({ session, data: session.data }, found, rows);
    const { known, accuracy, recall, precision } = confusionFigures(confusion);
    const { classes, counts, unknown } = confusion;
    const matrix = Array.from({ length: classes }, (_, label) => [...counts.subarray(label * classes, (label + 1) * classes)]);
    classifiers.push({ name: found.name, labels: labelNamesOf(session, found), confusion: matrix, known, unknown, accuracy, recall, precision });
  }
  return classifiers.length > 0 ? { classifiers } : {};
}

export async function evaluateModel(session: Session): Promise<Evaluation> {
  const roles = findRoles(session.document, session.analysis);
  const rows = session.data.allRows();
  const items = rowCount(rows);
  const terms = { ...termsAndMetrics(session, await session.evaluate(rows)), ...(await classifications(session, rows)) };
  const { data, output, indices } = roles;
  if (!data || !output) return { items, ...terms };
  const errors = (await itemErrors({ session, roles, data: session.data }, rows))!;
  const sum = errors.reduce((total, error) => total + error, 0);
  const shares = await columnShares({ session, roles, data: session.data }, rows);
  const columns = shares && { columns: { mixed: shares.mixed, columns: shares.columns } };
  const figures = { items, ...terms, ...columns, meanSquaredError: sum / items / sizeOf(output.type.shape), sumOfSquaredErrorsPerSample: sum / items };
  if (!indices) return figures;
  const [chosen] = await tapsOf({ session, data: session.data }, [indices.tap], rows);
  const { used, perplexity } = codeUse(chosen!.values, indices.type.classes);
  return { ...figures, codes: { used, of: indices.type.classes, perplexity } };
}
