/** Adam with decoupled weight decay (Loshchilov & Hutter 2019, algorithm 2; the decay is scaled by the learning rate of the step). */
import { writeAdam } from './adam';
import type { OptimizerDefinition } from './definition';

export const adamw = {
  title: 'AdamW',
  uses: ['beta1', 'beta2', 'epsilon', 'weightDecay'],
  write: (b, pairs, settings, rate) => writeAdam(b, pairs, settings, rate, settings.weightDecay),
} satisfies OptimizerDefinition;
