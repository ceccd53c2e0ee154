/** What is known of a document without running it, with cures that were tried. Given the previous analysis, what did not change keeps its identity. */
import type { Diagnostic, Fix } from '../diagnostics/types';
import type { HourglassDocument } from '../document/types';
import { keep, look, memos } from './look';
import { keyOf, triedCures } from './tried-cures';
import type { Analysis } from './types';
import { wholeAnalysis } from './whole-analysis';
import { wholeCures } from './whole-cures';

export const analyse = (document: HourglassDocument, previous?: Analysis): Analysis => wholeAnalysis(document, previous, analyseActive);

function analyseActive(document: HourglassDocument, previous: Analysis | undefined): Analysis {
  const before = previous && memos.get(previous);
  const { analysis: untried, whole, memo } = look(document, before, wholeCures);
  const same = before?.cured && before.document.nodes === document.nodes && before.document.wires === document.wires && before.document.training === document.training;
  const analysis = same ? { ...untried, nodes: previous!.nodes, diagnostics: previous!.diagnostics } : withTried(untried, previous, triedCures(document, { analysis: untried, whole }, (next) => look(next, memo, wholeCures).analysis));
  memos.set(analysis, memo);
  return analysis;
}

/** The analysis with the cures that were tried; what says the same as before keeps its identity. */
function withTried(untried: Analysis, previous: Analysis | undefined, tried: ReadonlyMap<string, readonly Fix[]>): Analysis {
  if (tried.size === 0) return { ...untried };
  const cured = (list: readonly Diagnostic[]): readonly Diagnostic[] => list.map((one) => ((fixes) => (fixes ? { ...one, fixes } : one))(tried.get(keyOf(one))));
  const nodes = Object.fromEntries(Object.entries(untried.nodes).map(([id, node]) => [id, node.diagnostics.length === 0 ? node : keep(previous?.nodes[id], { ...node, diagnostics: cured(node.diagnostics) })]));
  return { ...untried, nodes: keep(previous?.nodes, nodes), diagnostics: keep(previous?.diagnostics, cured(untried.diagnostics)) };
}
