import type { HourglassDocument } from '@/graph-engine/document/types';
import { feedsData } from '@/components/data/data-source';
import { isTable } from './has-columns';

/** Whether a Dataset says what is normal, or holds a table: then rows may be unusual. */
export const seeksAnomalies = ({ nodes }: HourglassDocument): boolean => Object.values(nodes).some((node) => isTable(node) || (feedsData(node) && (node.params['normal'] ?? '') !== ''));
