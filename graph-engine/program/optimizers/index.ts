/** The optimisers by kind. A new one is a file and a line here. */
import type { OptimizerSettings } from '../../document/types';
import { adam } from './adam';
import { adamw } from './adamw';
import type { OptimizerDefinition } from './definition';
import { rmsprop } from './rmsprop';
import { sgd } from './sgd';

export const optimizers = { sgd, adam, adamw, rmsprop } satisfies Record<OptimizerSettings['kind'], OptimizerDefinition>;
export const optimizerOf = (kind: OptimizerSettings['kind']): OptimizerDefinition => optimizers[kind];
