/** The constant that a layer with weights adds to each unit or channel. */
import type { Params } from '../document/types';
import type { WeightSpec } from './definition';

export interface BiasParams {
  readonly bias: boolean;
  readonly biasStart: number;
}

/** `each`: what gets one, as in `channel`. */
export const biasFields = (each: string) =>
  ({
    bias: { type: 'boolean', label: 'Bias', help: `Adds a learned constant to each ${each}.`, default: true, advanced: true },
    biasStart: {
      type: 'number',
      label: 'Bias starts at',
      help: 'Of a last layer before a sigmoid, the logit of the mean of the data lets it begin with pictures as dark as theirs.',
      default: 0,
      min: -100,
      max: 100,
      step: 0.1,
      advanced: true,
      when: ({ bias }: Params) => bias !== false,
    },
  }) as const;

/** None where the layer has no bias. */
export const biasWeights = ({ bias, biasStart }: BiasParams, size: number): readonly WeightSpec[] =>
  bias ? [{ name: 'bias', shape: [size], init: biasStart === 0 ? { kind: 'zeros' } : { kind: 'constant', value: biasStart } }] : [];
