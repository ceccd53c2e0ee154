import type { HourglassDocument } from '../document/types';
import { nodeOf } from '../nodes/registry';
import type { Program } from './types';

/** Whether somebody makes small what another makes large, so that no loss tells how far they are. */
export function isGame({ nodes }: HourglassDocument, { terms, inputs }: Pick<Program, 'terms' | 'inputs'>): boolean {
  const falls = new Set(inputs.flatMap((input) => (input.kind === 'scalar' && (input.ramp?.last ?? 0) < 0 ? input.value : [])));
  return terms.some(({ origin, weight, isWeightValue }) => nodeOf(nodes[origin.node]!.kind)?.traits.opponent !== undefined || (isWeightValue ? falls.has(weight) : weight < 0));
}
