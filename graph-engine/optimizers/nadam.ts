/**
 * Nadam (Dozat 2016, algorithm 2): Adam with Nesterov's momentum, whose share μₜ = β₁(1 − ½ · 0.96^(t/250)) grows during the run.
 * m̂ = μₜ₊₁m / (1 − ∏₁ᵗ⁺¹μ) + (1 − μₜ)g / (1 − ∏₁ᵗμ), v̂ = v / (1 − β₂ᵗ), θ ← θ − η m̂ / (√v̂ + ε).
 */
import { movingAverage, type OptimizerDefinition } from './definition';
import type { Algebra } from './formula';

export const nadam: OptimizerDefinition = {
  title: 'Nadam',
  help: 'Adam with the momentum of Nesterov, which looks a step ahead',
  source: 'Dozat 2016',
  uses: ['beta1', 'beta2', 'epsilon'],
  begin({ b, rate, scalar, settings: { beta1, beta2, epsilon } }) {
    const share = <T>({ mul, sub, pow, div }: Algebra<T>, t: T): T => mul(beta1, sub(1, mul(0.5, pow(0.96, div(t, 250)))));
    const ofMean = scalar('mean share', (a, t) => a.div(share(a, a.add(t, 1)), a.sub(1, a.product(a.add(t, 1), (i) => share(a, i)))));
    const ofGradient = scalar('gradient share', (a, t) => a.div(a.sub(1, share(a, t)), a.sub(1, a.product(t, (i) => share(a, i)))));
    const root = scalar('root correction', ({ div, sqrt, sub, pow }, t) => div(1, sqrt(sub(1, pow(beta2, t)))));
    const [meanSize, gradientSize] = [b.mul(rate, ofMean), b.mul(rate, ofGradient)];
    return ({ value, gradient, state, keep }) => {
      const mean = keep('m', movingAverage(b, state('m'), gradient, beta1));
      const square = keep('v', movingAverage(b, state('v'), b.square(gradient), beta2));
      const change = b.div(b.add(b.mul(mean, meanSize), b.mul(gradient, gradientSize)), b.add(b.mul(b.sqrt(square), root), epsilon));
      return b.sub(value, change);
    };
  },
  words: {
    pytorch: ({ learningRate, beta1, beta2, epsilon }, print) => `torch.optim.NAdam(weights, lr=${print(learningRate)}, betas=(${print(beta1)}, ${print(beta2)}), eps=${print(epsilon)})`,
  },
};
