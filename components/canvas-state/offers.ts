/** What can be added: each kind of node, each of its choices that people search for by name (a Gaussian Bottleneck), and each kind of layer. */
import type { Fields } from '@/graph-engine/document/fields';
import type { Params } from '@/graph-engine/document/types';
import type { LayerDefinition } from '@/graph-engine/layers/definition';
import { layers } from '@/graph-engine/layers/registry';
import type { NodeDefinition } from '@/graph-engine/nodes/definition';
import { nodes } from '@/graph-engine/nodes/registry';
import type { Meaning } from '@/components/ui/by-meaning';
import { nodeKinds } from './kinds';

export interface NewLayer {
  readonly kind: string;
  readonly params?: Params;
}
export interface NewNode {
  readonly kind: string;
  readonly params?: Params;
  readonly layers?: readonly NewLayer[];
}
export interface Offer extends Meaning {
  /** Of all offers its own: `bottleneck`, `bottleneck-gaussian`, `layer-conv2d`. */
  readonly key: string;
  /** Of which kind the node is. */
  readonly definition: NodeDefinition;
  /** The node that comes of it; of a layer, where no stack takes it. */
  readonly node: NewNode;
  readonly layer?: NewLayer;
}

/** The choices that have words of their own, each named with its kind: `Bottleneck: Gaussian`. */
const choicesOf = ({ title, fields }: { readonly title: string; readonly fields: Fields }): readonly (Meaning & { readonly value: string; readonly params: Params })[] =>
  Object.entries(fields).flatMap(([field, description]) => {
    if (description.type !== 'choice') return [];
    return description.options.flatMap(({ value, label, help = description.help, words }) => (words ? [{ title: `${title}: ${label}`, help, words, value, params: { [field]: value } }] : []));
  });

export const nodeOffers: readonly Offer[] = nodeKinds.flatMap((definition) => {
  const { kind, title, help, words = [] } = definition;
  const choices = choicesOf(definition).map(({ value, params, ...meaning }) => ({ ...meaning, key: `${kind}-${value}`, definition, node: { kind, params } }));
  return [{ key: kind, title, help, words: [kind, ...words], definition, node: { kind } }, ...choices];
});

/** Layers, as an Encoder that holds one where no stack takes it. */
export const layerOffers: readonly Offer[] = Object.values<LayerDefinition>(layers).flatMap((layer) => {
  const { kind, title, help, words = [] } = layer;
  const offer = (key: string, meaning: Meaning, params?: Params): Offer => {
    const one = params ? { kind, params } : { kind };
    return { ...meaning, key: `layer-${key}`, definition: nodes.encoder, node: { kind: 'encoder', layers: [one] }, layer: one };
  };
  return [offer(kind, { title, help, words: [kind, ...words] }), ...choicesOf(layer).map(({ value, params, ...meaning }) => offer(`${kind}-${value}`, meaning, params))];
});

export const offers: readonly Offer[] = [...nodeOffers, ...layerOffers];

/** Without the choices: what a list shows that nobody searches in. */
export const isKind = ({ key, definition, layer }: Offer): boolean => key === (layer ? `layer-${layer.kind}` : definition.kind);
