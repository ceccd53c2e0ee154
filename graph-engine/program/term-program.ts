/** One term of the loss by itself, of values that are fed in place of what the network gives. */
import type { Analysis } from '../analysis/types';
import type { HourglassDocument, NodeId } from '../document/types';
import { lower } from './lower';
import { removeUnused } from './passes/remove-unused';
import type { Program } from './types';
import { verify } from './verify';

/** `node`: whose term, unweighted, mean per item. `feeds`: output ports whose values are given. Null where it has none. */
export function termProgram(document: HourglassDocument, analysis: Analysis, batch: number, node: NodeId, feeds: readonly string[]): { readonly name: string; readonly program: Program; readonly fetch: readonly number[] } | null {
  const b = lower(document, analysis, { batch, mode: 'evaluate', feeds });
  const term = b.terms.find(({ origin }) => origin.node === node);
  if (!term) return null;
  const fetch = [term.value];
  return { name: term.name, fetch, program: verify(removeUnused({ ...b.finish(), terms: [], metrics: [], updates: [] }, fetch)) };
}
