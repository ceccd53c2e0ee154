/**
 * Layers in the words of TensorFlow.js. A layer that is not here is written as a class with its operations. They stand apart from the layers, so that the first page does not carry them.
 */
import { activation } from './activation';
import { avgPool } from './avg-pool';
import { batchNorm } from './batch-norm';
import { conv2d } from './conv2d';
import { conv2dTranspose } from './conv2d-transpose';
import { crop } from './crop';
import { dense } from './dense';
import { dropout } from './dropout';
import { flatten } from './flatten';
import { gru } from './gru';
import { instanceNorm } from './instance-norm';
import { layerNorm } from './layer-norm';
import { maxPool } from './max-pool';
import { pad } from './pad';
import { reshape } from './reshape';
import { residual } from './residual';
import { upsample } from './upsample';
import type { Spelled } from './definition';

const spellings: Readonly<Record<string, Spelled>> = {
  activation,
  'avg-pool': avgPool,
  'batch-norm': batchNorm,
  conv2d,
  'conv2d-transpose': conv2dTranspose,
  crop,
  dense,
  dropout,
  flatten,
  gru,
  'instance-norm': instanceNorm,
  'layer-norm': layerNorm,
  'max-pool': maxPool,
  pad,
  reshape,
  residual,
  upsample,
};

export const spellingOf = (kind: string): Spelled | null => (Object.hasOwn(spellings, kind) ? spellings[kind]! : null);
