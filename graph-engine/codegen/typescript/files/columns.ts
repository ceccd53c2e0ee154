/** `columns.ts`: what the columns of a table are, as the document says or its source is known to have. */
import { isInRow, placesOf, preparationOf } from '../../../data/columns/layout';
import { columnKindOf } from '../../../data/columns/registry';
import type { ColumnSettings } from '../../../data/columns/settings';
import { fit, list, quote } from '../text';
import type { Project } from '../project';
import { Source } from '../../program/source';
import { keptBeside } from './data/dealing';
import { columnsOf, hasEmbedded, tablesOf } from './data/tables';

/** `kept`: columns beside the row that the project needs. */
function written(column: ColumnSettings, kept: readonly ColumnSettings[]): string {
  const { name, kind, names = [], missing } = column;
  const { role, kept: as } = columnKindOf(kind);
  const named = `name: ${quote(name)}`;
  const choices = `${named}, names: ${list(names.map(quote))}`;
  if (role === 'label') return `{ kind: 'label', ${choices} }`;
  if (role !== 'feature') return kept.includes(column) ? `{ kind: 'beside', ${choices} }` : `{ kind: 'other', ${named} }`;
  if (as === 'codes') return `{ kind: '${isInRow(column) ? 'category' : 'embedded'}', ${choices} }`;
  const [place] = placesOf([column]);
  return `{ kind: 'number', ${named}, preparation: ${quote(preparationOf(place!))}${missing === 'median' || missing === 'indicator' ? `, missing: ${quote(missing)}` : ''} }`;
}

export function columnsFile(project: Project): Source {
  const tables = tablesOf(project);
  const embedded = hasEmbedded(tables);
  const beside = tables.some((node) => keptBeside(node).length > 0);
  const fed = ['number', 'category', ...(embedded ? ['embedded'] : [])];
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
  | { kind: 'category'; name: string; names: string[] }${embedded ? `
  /** One of several values, which the network gets beside the row. */
  | { kind: 'embedded'; name: string; names: string[] }` : ''}
  /** What a row is, which the network does not get with it. */
  | { kind: 'label'; name: string; names: string[] }${beside ? `
  /** Known of a row, and no part of it: what rows belong to together, or are dealt out by. */
  | { kind: 'beside'; name: string; names: string[] }` : ''}
  /** Not needed. */
  | { kind: 'other'; name: string };
export type Fed = Extract<Column, { kind: ${fed.map(quote).join(' | ')} }>;

/** Whether it goes into the network. */
export const isFed = (column: Column): column is Fed =>
  ${fed.map((kind) => `column.kind === '${kind}'`).join(' || ')};`);
  source.block('export const columns = {');
  for (const node of tables) {
    const kept = keptBeside(node);
    source.add(`  ${node.name}: [`, node.id);
    for (const column of columnsOf(node)) source.add(fit(`${written(column, kept)},`, 4), node.id);
    source.add('  ],', node.id);
  }
  return source.add('} satisfies Record<string, Column[]>;');
}
