/** The optimisers by kind. A new one is a file and a line here. */
import { adam } from './adam';
import { adamw } from './adamw';
import type { OptimizerDefinition } from './definition';
import { lion } from './lion';
import { muon } from './muon';
import { nadam } from './nadam';
import { risingMomentum } from './rising-momentum';
import { rmsprop } from './rmsprop';
import { sgd } from './sgd';

export const optimizers = {
  sgd,
  adam,
  adamw,
  nadam,
  rmsprop,
  'rising-momentum': risingMomentum,
  lion,
  muon,
} satisfies Record<string, OptimizerDefinition>;
export type OptimizerKind = keyof typeof optimizers;
export const optimizerKinds = Object.keys(optimizers) as OptimizerKind[];
export const optimizerOf = (kind: OptimizerKind): OptimizerDefinition => optimizers[kind];
