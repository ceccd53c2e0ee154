/** Every node kind, in the order of the palette. A new one is a file and a line here. */
import { add } from './add';
import { bottleneck } from './bottleneck';
import { classifier } from './classifier';
import { codebook } from './codebook';
import { concat } from './concat';
import { dataset } from './dataset';
import { decoder } from './decoder';
import type { NodeDefinition } from './definition';
import { detach } from './detach';
import { discriminator } from './discriminator';
import { embedding } from './embedding';
import { encoder } from './encoder';
import { loss } from './loss';
import { noise } from './noise';
import { paddingMask } from './padding-mask';
import { prior } from './prior';
import { rbm } from './rbm';
import { split } from './split';

export const nodes = {
  dataset,
  noise,
  encoder,
  bottleneck,
  codebook,
  decoder,
  embedding,
  rbm,
  prior,
  discriminator,
  classifier,
  loss,
  concat,
  add,
  split,
  'padding-mask': paddingMask,
  detach,
} satisfies Record<string, NodeDefinition>;

export type NodeKindName = keyof typeof nodes;

/** The definition of a kind, or null when this version does not know it. */
export const nodeOf = (kind: string): NodeDefinition | null => (Object.hasOwn(nodes, kind) ? nodes[kind as NodeKindName] : null);
