/** Adam (Kingma & Ba 2015, algorithm 1), with both bias corrections. */
import type { Tensor } from '../program/builder';
import { movingAverage, type OptimizerDefinition, type Update, type UpdateStep } from './definition';

/**
 * θ ← left(θ) − η m̂ / (√v̂ + ε). With m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ) this equals η√(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε√(1 − β₂ᵗ)),
 * whose two factors are scalars of the step (end of section 2 of the paper).
 */
export function beginAdam(step: UpdateStep, leftBy: (step: UpdateStep) => (value: Tensor) => Tensor = () => (value) => value): Update {
  const { b, rate, scalar } = step;
  const { beta1, beta2, epsilon } = step.settings;
  const correction = scalar('Adam correction', ({ div, sqrt, sub, pow }, t) => div(sqrt(sub(1, pow(beta2, t))), sub(1, pow(beta1, t))));
  const floor = scalar('Adam epsilon', ({ mul, sqrt, sub, pow }, t) => mul(epsilon, sqrt(sub(1, pow(beta2, t)))));
  const size = b.mul(rate, correction);
  const left = leftBy(step);
  return ({ value, gradient, state, keep }) => {
    const [m, v] = [state('m'), state('v')];
    const mean = movingAverage(b, m, gradient, beta1);
    const square = movingAverage(b, v, b.square(gradient), beta2);
    const change = b.div(b.mul(mean, size), b.add(b.sqrt(square), floor));
    keep('m', mean);
    keep('v', square);
    return b.sub(left(value), change);
  };
}

export const adam: OptimizerDefinition = {
  title: 'Adam',
  help: 'Step sizes from running moments of the gradient',
  source: 'Kingma & Ba 2015',
  uses: ['beta1', 'beta2', 'epsilon'],
  begin: (step) => beginAdam(step),
  words: {
    pytorch: ({ learningRate, beta1, beta2, epsilon }, print) => `torch.optim.Adam(weights, lr=${print(learningRate)}, betas=(${print(beta1)}, ${print(beta2)}), eps=${print(epsilon)})`,
    tfjs: ({ learningRate, beta1, beta2, epsilon }) => `tf.train.adam(${learningRate}, ${beta1}, ${beta2}, ${epsilon})`,
  },
};
