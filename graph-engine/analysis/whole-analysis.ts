/** The analysis of a document whose nodes do not all run: that of what runs, with what can be said of the others. */
import type { PortType } from '../document/port-type';
import type { HourglassDocument, NodeId } from '../document/types';
import { nodeOf } from '../nodes/registry';
import { activeDocument, sourceBehind } from './active';
import { ownOf } from './own';
import type { Analysis, NodeAnalysis } from './types';

/** By the analysis of the whole, that of what runs. */
const parts = new WeakMap<Analysis, Analysis>();

/** Analyses what runs, by `look`, and says of the rest that it is left out. */
export function wholeAnalysis(document: HourglassDocument, previous: Analysis | undefined, look: (active: HourglassDocument, previous: Analysis | undefined) => Analysis): Analysis {
  const active = activeDocument(document);
  const analysis = look(active, previous && (parts.get(previous) ?? previous));
  if (active === document) return analysis;
  const typeAt = (node: NodeId, port: string): PortType | null => {
    const from = sourceBehind(document, { node, port });
    return (from && analysis.nodes[from.node]?.types[from.port]) ?? null;
  };
  const left = Object.values(document.nodes).filter(({ id }) => !Object.hasOwn(active.nodes, id));
  const others = left.map((node): [NodeId, NodeAnalysis] => {
    const definition = nodeOf(node.kind);
    const own = definition && ownOf(node, definition);
    const types = (own?.outputs ?? []).flatMap(({ id }) => {
      const type = node.mode === 'bypassed' ? typeAt(node.id, id) : null;
      return type ? [[id, type] as const] : [];
    });
    return [node.id, { inputs: own?.inputs ?? [], outputs: own?.outputs ?? [], types: Object.fromEntries(types), stack: null, weights: [], parameters: 0, diagnostics: [] }];
  });
  const whole: Analysis = {
    ...analysis,
    nodes: { ...analysis.nodes, ...Object.fromEntries(others) },
    wires: Object.fromEntries(Object.values(document.wires).map(({ id, from }) => [id, typeAt(from.node, from.port)])),
    leftOut: left.map(({ id }) => id),
  };
  parts.set(whole, analysis);
  return whole;
}
