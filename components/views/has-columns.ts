import { columnsOf } from '@/graph-engine/data/columns/of-source';
import type { GraphNode, HourglassDocument } from '@/graph-engine/document/types';
import { feedsData } from '@/components/data/data-source';

export const isTable = (node: GraphNode): boolean => feedsData(node) && columnsOf(String(node.params['source'] ?? ''), String(node.params['columns'] ?? '')).length > 0;

/** Whether a Dataset holds a table, so that columns may be told apart. */
export const hasColumns = ({ nodes }: HourglassDocument): boolean => Object.values(nodes).some(isTable);
