/** The columns of a Dataset: those that it names, else those that its source is known to have. */
import { findDataset } from '../sources/registry';
import { columnKindOf } from './registry';
import { parseColumns, type ColumnSettings } from './settings';

/** None for what is no table. */
export function columnsOf(source: string, columns: string): readonly ColumnSettings[] {
  const given = parseColumns(columns);
  return given && given.length > 0 ? given : (findDataset(source)?.columns ?? []);
}

/** How many labels the items have; 0 where they have none, or where nobody knows. */
export function classesOf({ source, columns, classes }: { readonly source: string; readonly columns: string; readonly classes: number }): number {
  const label = columnsOf(source, columns).find(({ kind }) => columnKindOf(kind).role === 'label');
  if (label) return label.names?.length ?? 0;
  const definition = findDataset(source);
  return definition?.origin === 'file' ? classes : (definition?.classes ?? 0);
}
