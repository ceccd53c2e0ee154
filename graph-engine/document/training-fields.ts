/** The training settings as fields: form, file schema, defaults and checks come from here. */
import type { Fields } from './fields';

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
  batchSize: { type: 'integer', label: 'Batch size', help: 'Samples per step.', default: 128, min: 1, max: 65_536 },
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
} as const satisfies Fields;

export const playerFields = {
  updates: { type: 'integer', label: 'Updates', help: 'Updates in each step, each on a batch of its own.', default: 1, min: 1, max: 100 },
  clipNorm: { type: 'number', label: 'Clip norm', help: 'Largest global norm of the gradient; 0 is off.', default: 0, min: 0, max: 1e6, advanced: true },
} as const satisfies Fields;

export const stageFields = {
  epochs: { type: 'integer', label: 'Epochs', help: 'Passes over the training data.', default: 5, min: 1, max: 100_000 },
  steps: { type: 'integer', label: 'Steps', help: 'Its length in optimiser steps, in place of epochs; 0 is off.', default: 0, min: 0, max: 100_000_000 },
} as const satisfies Fields;

export const optimizerFields = {
  kind: {
    type: 'choice',
    label: 'Optimizer',
    help: 'How a gradient becomes a step.',
    default: 'adam',
    options: [
      { value: 'sgd', label: 'SGD', help: 'Gradient descent with momentum.' },
      { value: 'adam', label: 'Adam', help: 'Step sizes from running moments of the gradient (Kingma & Ba 2015).' },
      { value: 'adamw', label: 'AdamW', help: 'Adam with decoupled weight decay (Loshchilov & Hutter 2019).' },
      { value: 'rmsprop', label: 'RMSProp', help: 'Divides by a running root mean square of the gradient.' },
    ],
  },
  learningRate: { type: 'number', label: 'Learning rate', help: 'Size of a step.', default: 1e-3, min: 0, max: 100, step: 1e-4 },
  momentum: {
    type: 'number',
    label: 'Momentum',
    help: 'Share of the last step that is kept.',
    default: 0,
    min: 0,
    max: 0.9999,
    when: (params) => params['kind'] === 'sgd' || params['kind'] === 'rmsprop',
  },
  weightDecay: {
    type: 'number',
    label: 'Weight decay',
    help: 'Pull of every weight towards zero, apart from the gradient.',
    default: 0,
    min: 0,
    max: 10,
    when: (params) => params['kind'] === 'adamw',
  },
  beta1: {
    type: 'number',
    label: 'β₁',
    help: 'Decay of the first moment.',
    default: 0.9,
    min: 0,
    max: 0.99999,
    advanced: true,
    when: (params) => params['kind'] === 'adam' || params['kind'] === 'adamw',
  },
  beta2: {
    type: 'number',
    label: 'β₂',
    help: 'Decay of the second moment; the decay of the mean square for RMSProp.',
    default: 0.999,
    min: 0,
    max: 0.999999,
    advanced: true,
    when: (params) => params['kind'] !== 'sgd',
  },
  epsilon: {
    type: 'number',
    label: 'ε',
    help: 'Keeps the division finite.',
    default: 1e-7,
    min: 1e-12,
    max: 1,
    advanced: true,
    when: (params) => params['kind'] !== 'sgd',
  },
} as const satisfies Fields;

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
