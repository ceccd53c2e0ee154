/**
 * Heavy-ball momentum whose share rises from one half: μₜ = min(1 − ½ / (1 + t / 250), μ), which is eq. 5 of Sutskever, Martens, Dahl & Hinton 2013 without its
 * steps; v ← μₜv + g, θ ← θ − ηv. RBMs are trained so: the first gradients are large, and with all of μ from the start they carry the weights too far.
 */
import type { OptimizerDefinition } from './definition';

export const risingMomentum: OptimizerDefinition = {
  title: 'SGD, rising momentum',
  help: 'Gradient descent whose momentum rises from 0.5 to its own',
  source: 'Sutskever et al. 2013',
  uses: ['momentum'],
  defaults: { learningRate: 0.1, momentum: 0.9 },
  begin({ b, rate, scalar, settings: { momentum } }) {
    const share = scalar('momentum', ({ min, sub, div, add }, t) => min(sub(1, div(0.5, add(1, div(t, 250)))), momentum));
    return ({ value, gradient, state, keep }) => b.sub(value, b.mul(keep('velocity', b.add(b.mul(state('velocity'), share), gradient)), rate));
  },
  words: {},
};
