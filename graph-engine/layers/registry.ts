/** Every layer kind. A new one is a file and a line here. */
import { activation } from './activation';
import { avgPool } from './avg-pool';
import { batchNorm } from './batch-norm';
import { conv1d } from './conv1d';
import { conv1dTranspose } from './conv1d-transpose';
import { conv2d } from './conv2d';
import { conv2dTranspose } from './conv2d-transpose';
import { crop } from './crop';
import type { LayerDefinition } from './definition';
import { dense } from './dense';
import { dropout } from './dropout';
import { flatten } from './flatten';
import { gru } from './gru';
import { instanceNorm } from './instance-norm';
import { layerNorm } from './layer-norm';
import { maxPool } from './max-pool';
import { pad } from './pad';
import { poolTime } from './pool-time';
import { positions } from './positions';
import { reshape } from './reshape';
import { residual } from './residual';
import { selfAttention } from './self-attention';
import { transformer } from './transformer';
import { upsample } from './upsample';

export const layers = {
  dense,
  conv2d,
  'conv2d-transpose': conv2dTranspose,
  upsample,
  'max-pool': maxPool,
  'avg-pool': avgPool,
  positions,
  'self-attention': selfAttention,
  transformer,
  conv1d,
  'conv1d-transpose': conv1dTranspose,
  gru,
  'pool-time': poolTime,
  'batch-norm': batchNorm,
  'layer-norm': layerNorm,
  'instance-norm': instanceNorm,
  dropout,
  activation,
  flatten,
  reshape,
  crop,
  pad,
  residual,
} satisfies Record<string, LayerDefinition>;

export type LayerKind = keyof typeof layers;

/** The definition of a kind, or null when this version does not know it. */
export const layerOf = (kind: string): LayerDefinition | null => (Object.hasOwn(layers, kind) ? layers[kind as LayerKind] : null);
