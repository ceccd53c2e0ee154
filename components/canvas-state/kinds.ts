/** What the canvas asks of the node and layer kinds. */
import { kindCatalogue } from '@/graph-engine/document/catalogue';
import { readParams } from '@/graph-engine/document/fields';
import type { GraphNode, LayerInstance } from '@/graph-engine/document/types';
import { layerOf, layers } from '@/graph-engine/layers/registry';
import type { NodeDefinition } from '@/graph-engine/nodes/definition';
import { nodeOf, nodes } from '@/graph-engine/nodes/registry';

export const nodeKinds: readonly NodeDefinition[] = Object.values(nodes);
export const catalogue = kindCatalogue(nodes, layers);

/** Null for a kind of a newer version. */
export const kindOf: (kind: string) => NodeDefinition | null = nodeOf;

/** Of its category, wherever a node is drawn; one of a newer version has that of an error. */
export function kindColor(kind: string): string {
  const definition = kindOf(kind);
  return definition ? `var(--category-${definition.category})` : 'var(--error)';
}

export const summaryOf = (node: GraphNode): string => {
  const definition = kindOf(node.kind);
  return definition ? definition.summary(readParams(definition.fields, node.params)) : `unknown kind “${node.kind}”`;
};

/** `Dense 256 · relu` */
export const layerSummary = (layer: Pick<LayerInstance, 'kind' | 'params'>): string => {
  const definition = layerOf(layer.kind);
  if (!definition) return `unknown kind “${layer.kind}”`;
  const summary = definition.summary(readParams(definition.fields, layer.params));
  return summary.startsWith(definition.title) ? summary : `${definition.title} ${summary}`.trimEnd();
};

export const categories: readonly { readonly id: NodeDefinition['category']; readonly title: string }[] = [
  { id: 'data', title: 'Data' },
  { id: 'network', title: 'Networks' },
  { id: 'code', title: 'Code' },
  { id: 'objective', title: 'Objectives' },
  { id: 'wiring', title: 'Wiring' },
];
