/** The training settings as fields: form, file schema, defaults and checks come from here. */
import type { SettingName } from '../optimizers/definition';
import { optimizerKinds, optimizerOf, type OptimizerKind } from '../optimizers/registry';
import { defaultsOf, type Fields } from './fields';
import type { OptimizerSettings, Params } from './types';

export const trainingFields = {
  epochs: { type: 'integer', label: 'Epochs', help: 'Passes over the training data.', default: 10, min: 1, max: 100_000 },
  minSteps: {
    type: 'integer',
    label: 'Least steps',
    help: 'A run takes at least as many optimiser steps, in more epochs where a set is small; 0 is off.',
    default: 2000,
    min: 0,
    max: 100_000_000,
  },
  batchSize: { type: 'integer', label: 'Batch size', help: 'Samples of a batch.', default: 128, min: 1, max: 65_536 },
  accumulate: {
    type: 'integer',
    label: 'Batches per update',
    help: 'Batches whose mean gradient makes one step, which learns as from one batch of all their items and needs no more memory than for one of them.',
    default: 1,
    min: 1,
    max: 1024,
    advanced: true,
  },
  seed: { type: 'integer', label: 'Seed', help: 'The same seed gives the same run on the same backend.', default: 42, min: 0, max: 4_294_967_295 },
  validationSplit: {
    type: 'number',
    label: 'Validation split',
    help: 'Share of the data that is held out of training.',
    default: 0.1,
    min: 0,
    max: 0.5,
    step: 0.05,
  },
  patience: {
    type: 'integer',
    label: 'Patience',
    help: 'Checks of the held-out loss without a new best before a run ends, once it has its least steps; the weights of the best check are kept. 0 is off, as it always is beside a Discriminator.',
    default: 10,
    min: 0,
    max: 10_000,
  },
  averageDecay: {
    type: 'number',
    label: 'Average of weights',
    help: 'Decay of a moving average of the weights, such as 0.999: the model is judged, shown and exported with it, while training goes on with the weights themselves (Polyak & Juditsky 1992). 0 is off.',
    default: 0,
    min: 0,
    max: 0.999999,
    advanced: true,
  },
} as const satisfies Fields;

export const playerFields = {
  updates: { type: 'integer', label: 'Updates', help: 'Updates in each step, each on a batch of its own.', default: 1, min: 1, max: 100 },
  clipNorm: { type: 'number', label: 'Clip norm', help: 'Largest global norm of the gradient; 0 is off.', default: 0, min: 0, max: 1e6, advanced: true },
} as const satisfies Fields;

export const stageFields = {
  epochs: { type: 'integer', label: 'Epochs', help: 'Passes over the training data.', default: 5, min: 1, max: 100_000 },
  steps: { type: 'integer', label: 'Steps', help: 'Its length in optimiser steps, in place of epochs; 0 is off.', default: 0, min: 0, max: 100_000_000 },
} as const satisfies Fields;

/** Whether the optimiser that is chosen reads a setting. */
const readBy = (setting: SettingName) => (params: Params): boolean => optimizerOf(params['kind'] as OptimizerKind).uses.includes(setting);
const optimizerOptions: readonly { readonly value: OptimizerKind; readonly label: string; readonly help: string }[] = optimizerKinds.map((value) => {
  const { title, help, source } = optimizerOf(value);
  return { value, label: title, help: `${help} (${source}).` };
});

export const optimizerFields = {
  kind: { type: 'choice', label: 'Optimizer', help: 'How a gradient becomes a step.', default: 'adam', options: optimizerOptions },
  learningRate: { type: 'number', label: 'Learning rate', help: 'Size of a step.', default: 1e-3, min: 0, max: 100, step: 1e-4 },
  momentum: { type: 'number', label: 'Momentum', help: 'Share of the last step that is kept.', default: 0, min: 0, max: 0.9999, when: readBy('momentum') },
  weightDecay: { type: 'number', label: 'Weight decay', help: 'Pull of every weight towards zero, apart from the gradient.', default: 0, min: 0, max: 10, when: readBy('weightDecay') },
  beta1: { type: 'number', label: 'β₁', help: 'Decay of the first moment.', default: 0.9, min: 0, max: 0.99999, advanced: true, when: readBy('beta1') },
  beta2: { type: 'number', label: 'β₂', help: 'Decay of the second moment; the decay of the mean square for RMSProp, and of the mean for Lion.', default: 0.999, min: 0, max: 0.999999, advanced: true, when: readBy('beta2') },
  epsilon: { type: 'number', label: 'ε', help: 'Keeps the division finite.', default: 1e-7, min: 1e-12, max: 1, advanced: true, when: readBy('epsilon') },
} as const satisfies Fields;

/** The settings of an optimiser as it usually has them. */
export const usualSettings = (kind: OptimizerKind): OptimizerSettings => ({ ...defaultsOf(optimizerFields), ...optimizerOf(kind).defaults, kind });

export const scheduleFields = {
  kind: {
    type: 'choice',
    label: 'Schedule',
    help: 'How the learning rate changes during the run.',
    default: 'constant',
    options: [
      { value: 'constant', label: 'Constant' },
      { value: 'cosine', label: 'Cosine', help: 'Falls to zero along half a cosine.' },
      { value: 'warmup-cosine', label: 'Warm-up, then cosine', help: 'Rises linearly, then falls along half a cosine.' },
    ],
  },
  warmupSteps: {
    type: 'integer',
    label: 'Warm-up steps',
    help: 'Steps over which the learning rate rises from zero.',
    default: 0,
    min: 0,
    max: 10_000_000,
    when: (params) => params['kind'] === 'warmup-cosine',
  },
} as const satisfies Fields;
