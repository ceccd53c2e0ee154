/** What should be looked at in a table before something learns from it, each in a sentence with what to do. */
import type { ColumnFacts, TableFacts } from './types';

export interface DataWarning {
  readonly kind: 'constant' | 'missing' | 'outliers' | 'leak' | 'duplicates' | 'imbalance' | 'few';
  /** Of the table where it names none. */
  readonly column?: string;
  readonly text: string;
}
/** A column that parts the labels better than that is often their copy. */
export const LEAK = 0.99;
const COMMON = 0.1;
const MUCH_MISSING = 0.3;
const MANY_OUTLIERS = 0.02;
const RARE = 0.05;
const FEW_ROWS = 50;

const percent = (share: number): string => (share < 0.001 ? 'less than 0.1 %' : `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`);
const rows = (count: number): string => `${count.toLocaleString('en')} row${count === 1 ? '' : 's'}`;

export function dataWarnings({ count, columns, labels, duplicates }: Pick<TableFacts, 'columns' | 'labels' | 'duplicates'> & { readonly count: number }): readonly DataWarning[] {
  const found = columns.flatMap((column) => [...ofColumn(column), ...leak(column, labels, count)]);
  if (count < FEW_ROWS) found.push({ kind: 'few', text: `There are ${rows(count)} only: what is learned from so few is hardly true of others.` });
  if (duplicates > 0) found.push({ kind: 'duplicates', text: `${rows(duplicates)} (${percent(duplicates / count)}) equal${duplicates === 1 ? 's' : ''} an earlier one: copies of what is trained on may stand among what is held out.` });
  return [...found, ...imbalance(labels, count)];
}

/** Those that keep what lies far out from ruling the others. */
const taming: readonly (string | null)[] = ['log', 'robust'];

function ofColumn({ name, kind, preparation, facts }: ColumnFacts): DataWarning[] {
  const found: DataWarning[] = [];
  const { missing, count, distinct, outliers } = facts;
  if (missing === count) return [{ kind: 'missing', column: name, text: `${name} is empty: leave it out.` }];
  if (distinct === 1) found.push({ kind: 'constant', column: name, text: `${name} is the same in every row, and tells nothing: leave it out.` });
  if (missing > MUCH_MISSING * count) found.push({ kind: 'missing', column: name, text: `${name} is missing in ${percent(missing / count)} of the rows: say with an indicator that it is, or leave it out.` });
  if (kind === 'number' && !taming.includes(preparation) && outliers > MANY_OUTLIERS * count) found.push({ kind: 'outliers', column: name, text: `${name} has ${rows(outliers)} far out: log or robust scaling keeps them from ruling the others.` });
  return found;
}

/** Of many labels, a rare one may well be known by one column; that is no leak of the label. */
function leak({ name, tie }: ColumnFacts, labels: TableFacts['labels'], count: number): DataWarning[] {
  const told = labels.find((label) => label.name === tie?.label)?.count ?? 0;
  if (!tie || tie.auc <= LEAK || (labels.length > 2 && told < COMMON * count)) return [];
  return [{ kind: 'leak', column: name, text: `${name} alone tells “${tie.label}” from the others (area under the ROC curve ${tie.auc.toFixed(3)}): if it is known only with the label, leave it out.` }];
}

function imbalance(labels: TableFacts['labels'], count: number): DataWarning[] {
  if (labels.length < 2) return [];
  const rarest = labels.reduce((least, one) => (one.count < least.count ? one : least));
  if (rarest.count >= (RARE * count * 2) / labels.length) return [];
  return [{ kind: 'imbalance', text: `“${rarest.name}” is ${percent(rarest.count / count)} of the rows: judge by areas and by precision, not by the share that is right, and split stratified.` }];
}
