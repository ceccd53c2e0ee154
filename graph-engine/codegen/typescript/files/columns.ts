/** `columns.ts`: what the columns of a table are, as the document says or its source is known to have. */
import { isNumber, placesOf, preparationOf } from '../../../data/columns/layout';
import { columnKindOf } from '../../../data/columns/registry';
import type { ColumnSettings } from '../../../data/columns/settings';
import { dataSettingsOf } from '../../../nodes/data-settings';
import { fit, list, quote } from '../../../nodes/typescript/text';
import type { CodeNode, Project } from '../project';
import { Source } from '../source';

export const columnsOf = (node: CodeNode): readonly ColumnSettings[] => dataSettingsOf(node.node).columns;
/** Whether a Dataset is a table of columns, whose file is a CSV. */
export const isTable = (node: CodeNode): boolean => columnsOf(node).length > 0;
export const tablesOf = ({ datasets }: Project): CodeNode[] => datasets.filter(isTable);

/** Preparations of the numbers of these Datasets, each once. */
export const preparationsOf = (nodes: readonly CodeNode[]) => [...new Set(nodes.flatMap((node) => placesOf(columnsOf(node)).filter(isNumber).map(preparationOf)))];

function written(column: ColumnSettings): string {
  const { name, kind, names = [], missing } = column;
  const { role, kept } = columnKindOf(kind);
  const named = `name: ${quote(name)}`;
  if (role === 'label') return `{ kind: 'label', ${named}, names: ${list(names.map(quote))} }`;
  if (role !== 'feature') return `{ kind: 'other', ${named} }`;
  if (kept === 'codes') return `{ kind: 'category', ${named}, names: ${list(names.map(quote))} }`;
  const [place] = placesOf([column]);
  return `{ kind: 'number', ${named}, preparation: ${quote(preparationOf(place!))}${missing === 'median' || missing === 'indicator' ? `, missing: ${quote(missing)}` : ''} }`;
}

export function columnsFile(project: Project): Source {
  const tables = tablesOf(project);
  const source = new Source('src/columns.ts').add(`/** What the columns of a table are, in the order of its file. */
import type { PreparationName } from './prepare.ts';

export type Column =
  | {
      kind: 'number';
      name: string;
      preparation: PreparationName;
      /** A missing value becomes the mean, or the median; an indicator tells of it in a place of its own. */
      missing?: 'median' | 'indicator';
    }
  /** One of several values: each name has a place of its own, all others have the one after them. */
  | { kind: 'category'; name: string; names: string[] }
  /** What a row is, which the network does not get with it. */
  | { kind: 'label'; name: string; names: string[] }
  /** Not needed. */
  | { kind: 'other'; name: string };
export type Fed = Extract<Column, { kind: 'number' | 'category' }>;

/** Whether it goes into the network. */
export const isFed = (column: Column): column is Fed =>
  column.kind === 'number' || column.kind === 'category';`);
  source.block('export const columns = {');
  for (const node of tables) {
    source.add(`  ${node.name}: [`, node.id);
    for (const column of columnsOf(node)) source.add(fit(`${written(column)},`, 4), node.id);
    source.add('  ],', node.id);
  }
  return source.add('} satisfies Record<string, Column[]>;');
}
