import { columnsOf } from '@/graph-engine/data/columns/of-source';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { feedsData } from '@/components/data/data-source';

/** Whether a Dataset says what is normal, or holds a table: then rows may be unusual. */
export const seeksAnomalies = ({ nodes }: HourglassDocument): boolean =>
  Object.values(nodes).some((node) => feedsData(node) && ((node.params['normal'] ?? '') !== '' || columnsOf(String(node.params['source'] ?? ''), String(node.params['columns'] ?? '')).length > 0));
