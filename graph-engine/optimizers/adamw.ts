/** Adam with decoupled weight decay (Loshchilov & Hutter 2019, algorithm 2; the decay is scaled by the learning rate of the step). */
import { beginAdam } from './adam';
import { decayed, type OptimizerDefinition } from './definition';

export const adamw: OptimizerDefinition = {
  title: 'AdamW',
  help: 'Adam with decoupled weight decay',
  source: 'Loshchilov & Hutter 2019',
  uses: ['beta1', 'beta2', 'epsilon', 'weightDecay'],
  begin: (step) => beginAdam(step, decayed),
  words: {
    pytorch: ({ learningRate, beta1, beta2, epsilon, weightDecay }, print) =>
      `torch.optim.AdamW(weights, lr=${print(learningRate)}, betas=(${print(beta1)}, ${print(beta2)}), eps=${print(epsilon)}, weight_decay=${print(weightDecay)})`,
  },
};
