/** Stochastic gradient descent, with heavy-ball momentum (Polyak 1964): v ← μv + g, θ ← θ − ηv. */
import type { OptimizerDefinition } from './definition';

export const sgd: OptimizerDefinition = {
  title: 'SGD',
  help: 'Gradient descent with momentum',
  source: 'Polyak 1964',
  uses: ['momentum'],
  begin:
    ({ b, rate, settings: { momentum } }) =>
    ({ value, gradient, state, keep }) =>
      b.sub(value, b.mul(momentum > 0 ? keep('velocity', b.add(b.mul(state('velocity'), momentum), gradient)) : gradient, rate)),
  words: {
    pytorch: ({ learningRate, momentum }, print) => `torch.optim.SGD(weights, lr=${print(learningRate)}${momentum > 0 ? `, momentum=${print(momentum)}` : ''})`,
    tfjs: ({ learningRate, momentum }) => (momentum > 0 ? `tf.train.momentum(${learningRate}, ${momentum})` : `tf.train.sgd(${learningRate})`),
  },
};
