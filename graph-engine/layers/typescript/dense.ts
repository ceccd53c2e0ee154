/** Dense in TensorFlow.js. */
import type { ActivationName } from '../activations';
import type { BiasParams } from '../bias';
import { defineSpelling } from './definition';
import { tfActivated, tfBias } from './words';

export const dense = defineSpelling(({ units, activation, bias, biasStart }: { readonly units: number; readonly activation: ActivationName } & BiasParams, { name, input }) =>
  tfActivated('dense', { name, units, ...tfBias({ bias, biasStart }) }, activation, input.at(-1)!),
);
