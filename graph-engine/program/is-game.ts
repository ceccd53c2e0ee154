import type { HourglassDocument } from '../document/types';
import { nodeOf } from '../nodes/registry';
import type { Term } from './types';

/** Whether somebody makes small what another makes large, so that no loss tells how far they are. */
export const isGame = ({ nodes }: HourglassDocument, terms: readonly Term[]): boolean =>
  terms.some(({ origin, weight, isWeightValue }) => nodeOf(nodes[origin.node]!.kind)?.traits.opponent !== undefined || (!isWeightValue && weight < 0));
