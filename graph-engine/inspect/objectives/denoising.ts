/** A network behind Noise: how much of the noise it takes away. */
import { perItem } from '../../document/units';
import type { Objective } from './definition';
import { cleanOf, isReconstruction, outputOf, squaredError } from './support';

export const denoising: Objective = {
  name: 'squared error of denoised items',
  sentence: 'Sum of squared errors per item between what is made of the noisy input and the clean input. Beside it the error of the noisy input itself, as if nothing had been done.',
  unit: perItem,
  better: 'lower',
  fits: (subject) => isReconstruction(subject) && subject.roles.corrupted !== null,
  async measure(context) {
    const { model, roles, held } = context;
    const [given, noisy] = await model.taps([roles.output!.tap, roles.corrupted!], held, 'evaluate');
    const clean = cleanOf(context, held);
    return { value: squaredError(clean, outputOf(context, given!), held.count), baselines: { 'noisy input': squaredError(clean, noisy!, held.count) } };
  },
};
