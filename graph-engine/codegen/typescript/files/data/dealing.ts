/** How the items of a project's Datasets are dealt out: at random alone, or in a way of the studio that `split.ts` does again. */
import { columnKindOf } from '../../../../data/columns/registry';
import { isFeature } from '../../../../data/columns/layout';
import type { ColumnSettings } from '../../../../data/columns/settings';
import type { SplitDefinition } from '../../../../data/splits/definition';
import { splits, type SplitKind } from '../../../../data/splits/registry';
import { splitSettingsOf } from '../../../../nodes/data-settings';
import type { CodeNode, Project } from '../../project';
import { columnsOf, isTable } from './tables';

export interface Dealing {
  readonly kind: SplitKind;
  /** The column that it goes by; null where it goes by none, or by the labels. */
  readonly by: ColumnSettings | null;
}

/** Null where the items are dealt out at random alone: in the studio too, or because the files of the project do not say what it goes by. */
export function dealingOf(node: CodeNode): Dealing | null {
  const { split, splitBy } = splitSettingsOf(node.node);
  const { by, usual }: SplitDefinition = splits[split];
  if (by === 'nothing') return null;
  // Its labels are a column, or come with the items.
  if (by === 'labels') return node.types['label'] ? { kind: split, by: null } : null;
  if (!isTable(node)) return null;
  const columns = columnsOf(node);
  const found = splitBy === '' ? columns.find(({ kind }) => kind === usual) : (columns.find(({ name }) => name === splitBy) ?? (splitBy === 'label' ? columns.find(({ kind }) => columnKindOf(kind).role === 'label') : undefined));
  return found && columnKindOf(found.kind).kept !== 'nothing' ? { kind: split, by: found } : null;
}
export const dealsOut = ({ datasets }: Project): boolean => datasets.some((node) => dealingOf(node) !== null);

/** Whether some items are held out: a share of them, or those of which a column says it. */
export const validatesOf = (project: Project): boolean => project.document.training.validationSplit > 0 || project.datasets.some((node) => dealingOf(node)?.kind === 'column');

/** Columns beside the rows of a table that the project needs: at a port with a wire, or to deal its rows out. */
export function keptBeside(node: CodeNode): readonly ColumnSettings[] {
  const by = dealingOf(node)?.by;
  const wired = new Set(node.beside.map(({ column }) => column));
  return columnsOf(node).filter((column) => columnKindOf(column.kind).role === 'beside' && !isFeature(column) && (column === by || wired.has(column)));
}
