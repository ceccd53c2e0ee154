/** Whether labels are all that a run, or a stage of it, learns from: an item without one would then teach it nothing. */
import type { Analysis } from '../analysis/types';
import type { HourglassDocument, NodeId } from '../document/types';
import { classifiersOf } from './classifiers';

/** The Datasets of those labels; none where something else counts too. `terms`: the nodes whose terms count. */
export function labelsAlone(document: HourglassDocument, analysis: Analysis, terms: readonly NodeId[]): ReadonlySet<NodeId> {
  const classifiers = classifiersOf(document, analysis);
  if (terms.length === 0 || !terms.every((node) => classifiers.some((found) => found.node === node))) return new Set();
  return new Set(classifiers.flatMap(({ node, label }) => (terms.includes(node) ? [label.node] : [])));
}
