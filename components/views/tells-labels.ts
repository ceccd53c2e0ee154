import type { HourglassDocument } from '@/graph-engine/document/types';
import { kindOf } from '@/components/canvas-state/kinds';

/** Whether a node of the document tells labels, so that one may be taken for another. */
export const tellsLabels = ({ nodes }: HourglassDocument): boolean => Object.values(nodes).some(({ kind }) => kindOf(kind)?.traits.classifies !== undefined);
