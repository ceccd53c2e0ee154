/** The templates in the order of the lecture. A new one is a file and a line here. */
import { adversarialAe } from './adversarial-ae';
import { anomalyCells } from './anomaly-cells';
import { anomalyFaces } from './anomaly-faces';
import { anomalyFraud } from './anomaly-fraud';
import { anomalyNetwork } from './anomaly-network';
import { autoencoder } from './autoencoder';
import { betaVae } from './beta-vae';
import { binaryCode } from './binary-code';
import { convVae } from './conv-vae';
import { cycle } from './cycle';
import { deepPretrained } from './deep-pretrained';
import type { TemplateDefinition } from './definition';
import { denoising } from './denoising';
import { oneHotCode } from './one-hot-code';
import { patterns } from './patterns';
import { pretrainFinetune } from './pretrain-finetune';
import { vae } from './vae';
import { vqVae } from './vq-vae';

export const templates = {
  autoencoder,
  patterns,
  'deep-pretrained': deepPretrained,
  denoising,
  'pretrain-finetune': pretrainFinetune,
  vae,
  'conv-vae': convVae,
  'beta-vae': betaVae,
  'binary-code': binaryCode,
  'one-hot-code': oneHotCode,
  'vq-vae': vqVae,
  'adversarial-ae': adversarialAe,
  cycle,
  'anomaly-fraud': anomalyFraud,
  'anomaly-network': anomalyNetwork,
  'anomaly-cells': anomalyCells,
  'anomaly-faces': anomalyFaces,
} satisfies Record<string, TemplateDefinition>;
export type TemplateId = keyof typeof templates;
