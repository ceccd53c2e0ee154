/** The ports of a node of the document, with its present parameters. */
import type { CatalogueInput, CatalogueOutput, KindCatalogue } from './catalogue';
import { readParams } from './fields';
import type { GraphNode } from './types';

/** Null where the kind is unknown. */
export function inputsOf(node: GraphNode, catalogue: KindCatalogue): readonly CatalogueInput[] | null {
  const kind = catalogue.node(node.kind);
  return kind && kind.inputs(readParams(kind.fields, node.params));
}

export function outputsOf(node: GraphNode, catalogue: KindCatalogue): readonly CatalogueOutput[] | null {
  const kind = catalogue.node(node.kind);
  return kind && kind.outputs(readParams(kind.fields, node.params));
}
