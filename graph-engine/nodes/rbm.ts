/** Restricted Boltzmann machine: learns what is likely by contrastive divergence, a layer of a deep network before the network is trained. */
import { sizeOf } from '../document/shape';
import { squaredError } from '../document/units';
import type { FunctionText } from '../functions/define-function';
import type { Tensor } from '../program/builder';
import { defineNode, nothing, type BuildContext } from './definition';
import { whole } from './merge';

/** Visible and hidden units of one step of Gibbs sampling. */
interface Units {
  /** Mean of the hidden units given visible ones: their probabilities where they are binary. */
  hidden(visible: Tensor): Tensor;
  sample(hidden: Tensor): Tensor;
  /** Mean of the visible units given hidden ones. */
  visible(hidden: Tensor): Tensor;
}

function unitsOf({ b, params, weight }: Pick<BuildContext, 'b' | 'params' | 'weight'>): Units {
  const kernel = weight('kernel');
  return {
    hidden(visible) {
      const input = b.add(b.matMul(visible, kernel), weight('hiddenBias'));
      return params['hidden'] === 'binary' ? b.sigmoid(input) : input;
    },
    sample: (hidden) => (params['hidden'] === 'binary' ? b.step(b.sub(hidden, b.randomUniform(hidden.shape))) : b.add(hidden, b.randomNormal(hidden.shape))),
    visible(hidden) {
      const input = b.add(b.matMul(hidden, kernel, false, true), weight('visibleBias'));
      return params['visible'] === 'binary' ? b.sigmoid(input) : input;
    },
  };
}

const contrastiveDivergence: FunctionText = {
  name: 'contrastiveDivergence',
  help: 'Gradients that are of no loss: what visible and hidden units have in common after some steps of Gibbs sampling, less what they have in the data, per item.',
  source: 'Hinton 2002, eq. 5; with means in place of samples, Hinton 2010, section 3.3',
};

export const rbm = defineNode({
  kind: 'rbm',
  title: 'RBM',
  help: 'A restricted Boltzmann machine: learns by contrastive divergence, one layer at a time, what a deep network can start from.',
  words: ['restricted boltzmann machine', 'boltzmann', 'contrastive divergence', 'contrastive', 'cd-k', 'gibbs', 'deep belief network', 'dbn', 'energy-based', 'pretraining'],
  category: 'network',
  fields: {
    units: { type: 'integer', label: 'Hidden units', help: 'Numbers of the hidden layer.', default: 256, min: 1, max: 65_536 },
    visible: {
      type: 'choice',
      label: 'Visible',
      help: 'What the numbers are that come in.',
      default: 'binary',
      options: [
        { value: 'binary', label: 'Binary', help: 'Between 0 and 1, taken as probabilities.' },
        { value: 'gaussian', label: 'Gaussian', help: 'Any numbers, of variance 1.' },
      ],
    },
    hidden: {
      type: 'choice',
      label: 'Hidden',
      help: 'What the hidden units are.',
      default: 'binary',
      options: [
        { value: 'binary', label: 'Binary', help: 'Probabilities, as a layer with a sigmoid gives them.' },
        { value: 'gaussian', label: 'Gaussian', help: 'Linear units of variance 1, as for the code of an autoencoder.' },
      ],
    },
    steps: { type: 'integer', label: 'Steps', help: 'Steps of Gibbs sampling from the data, the k of CD-k.', default: 1, min: 1, max: 100, advanced: true },
    decay: { type: 'number', label: 'Weight decay', help: 'Pull of the weights towards zero.', default: 0.0002, min: 0, max: 1, step: 0.0001, advanced: true },
    stddev: { type: 'number', label: 'Start', help: 'Standard deviation of the weights at the start.', default: 0.1, min: 0, max: 10, step: 0.01, advanced: true },
  },
  traits: { stack: false, preview: 'none', objective: true, shareable: true, pulls: contrastiveDivergence },
  inputs: () => [{ id: 'in', label: 'Visible', help: 'The visible units.', accepts: ['data', 'features', 'code'] }],
  outputs: () => [
    { id: 'hidden', label: 'Hidden', help: 'The means of the hidden units: what the next layer learns from.', gives: ['features'] },
    { id: 'reconstruction', label: 'Reconstruction', help: 'The means of the visible units, given those of the hidden ones.', gives: ['features'] },
  ],
  infer({ params: { units, stddev }, input }) {
    const type = input('in');
    if (!type) return nothing;
    const size = sizeOf(type.shape);
    return {
      outputs: { hidden: { tag: 'features', shape: [units] }, reconstruction: { tag: 'features', shape: [...type.shape] } },
      weights: [
        { name: 'kernel', shape: [size, units], init: { kind: 'normal', stddev } },
        { name: 'hiddenBias', shape: [units], init: { kind: 'zeros' } },
        { name: 'visibleBias', shape: [size], init: { kind: 'zeros' } },
      ],
    };
  },
  /** Contrastive divergence (Hinton 2002, eq. 5) with means in place of samples in the statistics (Hinton 2010, section 3.3). */
  build(context) {
    const { b, params, mode, batch, input, output, weight, pull, metric } = context;
    const tensor = whole(b, input('in'));
    const data = b.flatten(tensor);
    const units = unitsOf(context);
    const hidden = units.hidden(data);
    const reconstruction = units.visible(hidden);
    output('hidden', hidden);
    output('reconstruction', b.reshape(reconstruction, tensor.shape));
    if (mode === 'infer') return;
    metric('reconstruction error', b.mul(b.sum(b.square(b.sub(data, reconstruction))), 1 / batch), { unit: squaredError });
    if (mode !== 'train') return;
    let [visible, given] = [data, hidden];
    for (let step = 0; step < params.steps; step++) {
      visible = b.name('fantasy', units.visible(b.name('sample', units.sample(given))));
      given = b.name('fantasyHidden', units.hidden(visible));
    }
    const against = (positive: Tensor, negative: Tensor): Tensor => b.mul(b.sub(negative, positive), 1 / batch);
    pull('kernel', b.add(against(b.matMul(data, hidden, true), b.matMul(visible, given, true)), b.mul(weight('kernel'), params.decay)));
    pull('hiddenBias', against(b.sum(hidden, [0]), b.sum(given, [0])));
    pull('visibleBias', against(b.sum(data, [0]), b.sum(visible, [0])));
  },
  summary: ({ units, visible, hidden }) => `${units.toLocaleString('en')} units${visible === 'gaussian' || hidden === 'gaussian' ? ` · ${visible} → ${hidden}` : ''}`,
});
