/** Which Datasets of a project are tables, and what their columns are. */
import { isFeature, isInRow, isNumber, placesOf, preparationOf } from '../../../../data/columns/layout';
import type { ColumnSettings } from '../../../../data/columns/settings';
import { dataSettingsOf } from '../../../../nodes/data-settings';
import type { CodeNode, Project } from '../../project';

export const columnsOf = (node: CodeNode): readonly ColumnSettings[] => dataSettingsOf(node.node).columns;
/** Whether a Dataset is a table of columns, whose file is a CSV. */
export const isTable = (node: CodeNode): boolean => columnsOf(node).length > 0;
export const tablesOf = ({ datasets }: Project): CodeNode[] => datasets.filter(isTable);

/** Preparations of the numbers of these Datasets, each once. */
export const preparationsOf = (nodes: readonly CodeNode[]) => [...new Set(nodes.flatMap((node) => placesOf(columnsOf(node)).filter(isNumber).map(preparationOf)))];

/** Whether a category of these tables is embedded, so that it has no place in the row. */
export const hasEmbedded = (nodes: readonly CodeNode[]): boolean => nodes.some((node) => columnsOf(node).some((column) => isFeature(column) && !isInRow(column)));
