/**
 * Muon (Jordan 2024): momentum whose direction is made orthogonal, for matrices and for kernels as matrices; AdamW (`adamw.ts`) for vectors.
 * M ← μM + G, W ← W − η(0.2 √rows · orthogonalise(G + μM) + λW): with that factor a step is as long as AdamW's, so that one learning rate serves both
 * (Liu et al. 2025, eq. 4).
 */
import { adamw } from './adamw';
import { decayed, type OptimizerDefinition } from './definition';
import { orthogonalise } from './orthogonalise';

export const muon: OptimizerDefinition = {
  title: 'Muon',
  help: 'Momentum made orthogonal for matrices and kernels, as far in every direction; AdamW with the β of these settings for vectors',
  source: 'Jordan 2024',
  uses: ['momentum', 'weightDecay', 'beta1', 'beta2', 'epsilon'],
  defaults: { momentum: 0.95 },
  begin: adamw.begin,
  beginMatrices(step) {
    const { b, rate, settings: { momentum } } = step;
    const left = decayed(step);
    return ({ value, gradient, state, keep, ofRows }) => {
      const moved = keep('momentum', b.add(b.mul(state('momentum'), momentum), gradient));
      const direction = orthogonalise(b, b.add(gradient, b.mul(moved, momentum)));
      return b.sub(left(value), b.mul(direction, b.mul(rate, ofRows('step length', ({ mul, sqrt }, rows) => mul(0.2, sqrt(rows))))));
    };
  },
  words: {},
};
