/** Stochastic gradient descent, with heavy-ball momentum (Polyak 1964): v ← μv + g, θ ← θ − ηv. */
import type { OptimizerDefinition } from './definition';
import { stateOf, updateEach } from './state';

export const sgd = {
  title: 'SGD',
  uses: ['momentum'],
  write(b, pairs, { momentum }, rate) {
    updateEach(b, pairs, (parameter, value, gradient) => {
      let direction = gradient;
      if (momentum > 0) {
        const velocity = stateOf(b, parameter, 'velocity');
        direction = b.add(b.mul(velocity.tensor, momentum), gradient);
        b.updates.push({ parameter: velocity.name, value: direction.id });
      }
      b.updates.push({ parameter: parameter.name, value: b.sub(value, b.mul(direction, rate)).id });
    });
  },
} satisfies OptimizerDefinition;
