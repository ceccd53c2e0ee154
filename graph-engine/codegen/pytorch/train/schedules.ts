/** How the learning rate of `train.py` changes in the course of a run. */
import type { TrainingSettings } from '../../../document/types';

export const schedules: { readonly [K in TrainingSettings['schedule']['kind']]: (warmup: number) => string } = {
  constant: () => `def rate(step: int, steps: int) -> float:
    """The learning rate stays as it is."""
    return 1.0`,
  cosine: () => `def rate(step: int, steps: int) -> float:
    """The learning rate falls to 0 along half a cosine (Loshchilov & Hutter 2017, eq. 5)."""
    return (1 + math.cos(math.pi * min(step / max(steps, 1), 1))) / 2`,
  'warmup-cosine': (warmup) => `def rate(step: int, steps: int) -> float:
    """The learning rate rises for ${warmup} steps, then falls to 0 along half a cosine."""
    if step < ${warmup}:
        return (step + 1) / ${warmup + 1}
    share = min((step - ${warmup}) / max(steps - ${warmup}, 1), 1)
    return (1 + math.cos(math.pi * share)) / 2`,
};
