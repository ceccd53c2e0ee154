/** Adam (Kingma & Ba 2015, algorithm 1), with both bias corrections; `writeAdam` also decays weights apart from the gradient. */
import type { OptimizerSettings } from '../../document/types';
import type { Builder, Tensor } from '../builder';
import type { OptimizerDefinition, ParameterGradient } from './definition';
import { movingAverage, stateOf, updateEach } from './state';

/**
 * θ ← (1 − ηλ)θ − η m̂ / (√v̂ + ε). With m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ) this equals η√(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε√(1 − β₂ᵗ)),
 * whose two factors are scalars of the step (end of section 2 of the paper).
 */
export function writeAdam(b: Builder, pairs: readonly ParameterGradient[], settings: OptimizerSettings, rate: Tensor, decay: number): void {
  const first = pairs[0];
  if (!first) return;
  const { beta1, beta2, epsilon } = settings;
  const { player } = first.parameter;
  const { phase, origin } = b;
  b.phase = 'update';
  b.origin = null;
  const correction = b.schedule(`${player} Adam correction`, (step) => Math.sqrt(1 - beta2 ** (step + 1)) / (1 - beta1 ** (step + 1)));
  const floor = b.schedule(`${player} Adam epsilon`, (step) => epsilon * Math.sqrt(1 - beta2 ** (step + 1)));
  const size = b.mul(rate, correction);
  const kept = decay > 0 ? b.sub(1, b.mul(rate, decay)) : null;
  b.phase = phase;
  b.origin = origin;
  updateEach(b, pairs, (parameter, value, gradient) => {
    const [m, v] = [stateOf(b, parameter, 'm'), stateOf(b, parameter, 'v')];
    const mean = movingAverage(b, m.tensor, gradient, beta1);
    const square = movingAverage(b, v.tensor, b.square(gradient), beta2);
    const change = b.div(b.mul(mean, size), b.add(b.sqrt(square), floor));
    b.updates.push({ parameter: m.name, value: mean.id });
    b.updates.push({ parameter: v.name, value: square.id });
    b.updates.push({ parameter: parameter.name, value: b.sub(kept ? b.mul(value, kept) : value, change).id });
  });
}

export const adam = {
  title: 'Adam',
  uses: ['beta1', 'beta2', 'epsilon'],
  write: (b, pairs, settings, rate) => writeAdam(b, pairs, settings, rate, 0),
} satisfies OptimizerDefinition;
