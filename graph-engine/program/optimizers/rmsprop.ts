/** RMSProp (Tieleman & Hinton 2012, lecture 6.5): s ← β₂s + (1 − β₂)g², u ← μu + g / (√s + ε), θ ← θ − ηu. */
import type { OptimizerDefinition } from './definition';
import { movingAverage, stateOf, updateEach } from './state';

export const rmsprop = {
  title: 'RMSProp',
  uses: ['momentum', 'beta2', 'epsilon'],
  write(b, pairs, { momentum, beta2, epsilon }, rate) {
    updateEach(b, pairs, (parameter, value, gradient) => {
      const square = stateOf(b, parameter, 'square');
      const mean = movingAverage(b, square.tensor, b.square(gradient), beta2);
      b.updates.push({ parameter: square.name, value: mean.id });
      let direction = b.div(gradient, b.add(b.sqrt(mean), epsilon));
      if (momentum > 0) {
        const velocity = stateOf(b, parameter, 'velocity');
        direction = b.add(b.mul(velocity.tensor, momentum), direction);
        b.updates.push({ parameter: velocity.name, value: direction.id });
      }
      b.updates.push({ parameter: parameter.name, value: b.sub(value, b.mul(direction, rate)).id });
    });
  },
} satisfies OptimizerDefinition;
