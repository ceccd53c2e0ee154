/** RMSProp (Tieleman & Hinton 2012, lecture 6.5): s ← β₂s + (1 − β₂)g², u ← μu + g / (√s + ε), θ ← θ − ηu. */
import { movingAverage, type OptimizerDefinition } from './definition';

export const rmsprop: OptimizerDefinition = {
  title: 'RMSProp',
  help: 'Divides by a running root mean square of the gradient',
  source: 'Tieleman & Hinton 2012',
  uses: ['momentum', 'beta2', 'epsilon'],
  begin:
    ({ b, rate, settings: { momentum, beta2, epsilon } }) =>
    ({ value, gradient, state, keep }) => {
      const mean = keep('square', movingAverage(b, state('square'), b.square(gradient), beta2));
      const scaled = b.div(gradient, b.add(b.sqrt(mean), epsilon));
      const direction = momentum > 0 ? keep('velocity', b.add(b.mul(state('velocity'), momentum), scaled)) : scaled;
      return b.sub(value, b.mul(direction, rate));
    },
  words: {
    pytorch: ({ learningRate, beta2, epsilon, momentum }, print) =>
      `torch.optim.RMSprop(weights, lr=${print(learningRate)}, alpha=${print(beta2)}, eps=${print(epsilon)}${momentum > 0 ? `, momentum=${print(momentum)}` : ''})`,
  },
};
