/**
 * What document code needs to know of the node and layer kinds. It is passed in, because the kinds stand above the document;
 * `kindCatalogue` makes one from the registries.
 */
import type { Fields } from './fields';
import type { PortTag } from './port-type';
import { own } from './own';
import type { Params } from './types';

export interface CatalogueInput {
  readonly id: string;
  readonly label: string;
  readonly accepts: readonly PortTag[];
  readonly optional?: boolean;
  readonly many?: boolean;
}
export interface CatalogueOutput {
  readonly id: string;
  readonly label: string;
  readonly gives: readonly PortTag[];
}
export interface NodeKind {
  readonly title: string;
  readonly fields: Fields;
  readonly hasStack: boolean;
  /** Plays against what it judges: how the player is called that it belongs to. */
  readonly opponent?: string;
  /** `params` must be complete (`readParams`). */
  inputs(params: Params): readonly CatalogueInput[];
  outputs(params: Params): readonly CatalogueOutput[];
  /** Names that say what its parameters say, the usual one first: a node that has one of them is named anew when they change. */
  namesOf(params: Params): readonly string[];
}
export interface LayerKind {
  readonly title: string;
  readonly fields: Fields;
}
export interface KindCatalogue {
  node(kind: string): NodeKind | null;
  layer(kind: string): LayerKind | null;
}

/** The part of a node definition that is used here. */
export interface NodeKindSource {
  readonly title: string;
  readonly fields: Fields;
  readonly traits: { readonly stack: boolean; readonly opponent?: string };
  inputs(params: Params): readonly CatalogueInput[];
  outputs(params: Params): readonly CatalogueOutput[];
  namesOf?(params: Params): readonly string[];
}

export function kindCatalogue(
  nodes: Readonly<Record<string, NodeKindSource>>,
  layers: Readonly<Record<string, LayerKind>>,
): KindCatalogue {
  const kinds = new Map<string, NodeKind>(
    Object.entries(nodes).map(([kind, source]) => [
      kind,
      {
        title: source.title,
        fields: source.fields,
        hasStack: source.traits.stack,
        ...(source.traits.opponent !== undefined && { opponent: source.traits.opponent }),
        inputs: (params) => source.inputs(params),
        outputs: (params) => source.outputs(params),
        namesOf: (params) => source.namesOf?.(params) ?? [],
      },
    ]),
  );
  return { node: (kind) => kinds.get(kind) ?? null, layer: (kind) => own(layers, kind) ?? null };
}
