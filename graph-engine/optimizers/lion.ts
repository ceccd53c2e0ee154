/** Lion (Chen et al. 2023, algorithm 2): θ ← θ − η(sign(β₁m + (1 − β₁)g) + λθ), m ← β₂m + (1 − β₂)g. */
import { decayed, movingAverage, type OptimizerDefinition } from './definition';

export const lion: OptimizerDefinition = {
  title: 'Lion',
  help: 'Steps of one size in every weight, by the sign of a running mean of the gradient; its learning rate is about a tenth of Adam’s',
  source: 'Chen et al. 2023',
  uses: ['beta1', 'beta2', 'weightDecay'],
  defaults: { learningRate: 1e-4, beta2: 0.99 },
  begin(step) {
    const { b, rate, settings: { beta1, beta2 } } = step;
    const left = decayed(step);
    return ({ value, gradient, state, keep }) => {
      const mean = state('m');
      const direction = b.sign(movingAverage(b, mean, gradient, beta1));
      keep('m', movingAverage(b, mean, gradient, beta2));
      return b.sub(left(value), b.mul(direction, rate));
    };
  },
  words: {},
};
