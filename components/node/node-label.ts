/** What a screen reader says of a node: `Encoder, 3 layers, output features [batch, 64], 1 error`. */
import type { NodeAnalysis } from '@/graph-engine/analysis/types';
import { counted } from '@/graph-engine/diagnostics/counted';
import { printPortType } from '@/graph-engine/document/port-type';
import type { GraphNode } from '@/graph-engine/document/types';

export function nodeLabel(node: GraphNode, title: string, analysis: NodeAnalysis | undefined): string {
  const layers = analysis?.stack?.layers.length ?? Object.keys(node.layers).length;
  const errors = analysis?.diagnostics.filter(({ severity }) => severity === 'error').length ?? 0;
  const warnings = analysis?.diagnostics.filter(({ severity }) => severity === 'warning').length ?? 0;
  return [
    node.name === title ? title : `${node.name}, ${title}`,
    layers > 0 && counted(layers, 'layer'),
    ...Object.values(analysis?.types ?? {}).map((type) => `output ${printPortType(type)}`),
    errors > 0 && counted(errors, 'error'),
    warnings > 0 && counted(warnings, 'warning'),
    node.frozen && 'frozen',
    node.sharesWith !== null && 'shares weights',
    node.collapsed && 'folded',
    node.mode !== 'active' && node.mode,
    node.pinned && 'pinned',
  ]
    .filter(Boolean)
    .join(', ');
}
