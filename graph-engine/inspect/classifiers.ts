/** The nodes of a graph that tell labels, found by what they say of themselves. */
import type { Analysis } from '../analysis/types';
import type { HourglassDocument, NodeId } from '../document/types';
import { wiresInto } from '../document/wires-into';
import { nodeOf } from '../nodes/registry';

export interface FoundClassifier {
  readonly node: NodeId;
  readonly name: string;
  readonly classes: number;
  readonly logits: string;
  /** Where its label comes from. */
  readonly label: { readonly node: NodeId; readonly tap: string; readonly indices: boolean };
}

/** In the order of computing. */
export function classifiersOf(document: HourglassDocument, analysis: Analysis): readonly FoundClassifier[] {
  return analysis.order.flatMap((id) => {
    const node = document.nodes[id]!;
    const ports = nodeOf(node.kind)?.traits.classifies;
    const type = ports && analysis.nodes[id]!.types[ports.logits];
    const from = ports && wiresInto(document, id).find(({ to }) => to.port === ports.label)?.from;
    if (!type || !from) return [];
    const indices = analysis.nodes[from.node]!.types[from.port]?.tag === 'indices';
    return [{ node: id, name: node.name, classes: type.shape[0]!, logits: `${id}.${ports.logits}`, label: { node: from.node, tap: `${from.node}.${from.port}`, indices } }];
  });
}
