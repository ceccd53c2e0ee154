/** Instance normalisation (Ulyanov, Vedaldi & Lempitsky 2016, eq. 7): each channel of each image over its height and width, of each sequence over its places. */
import type { Tensor } from '../program/builder';
import { defineLayer } from './definition';
import { notAnImage } from './image';
import { meanOfPlaces } from './masks';

export const instanceNorm = defineLayer({
  kind: 'instance-norm',
  title: 'InstanceNorm',
  help: 'Removes mean and contrast of each channel of each image or sequence: what is left is content, what is removed is style, such as a voice.',
  words: ['instance normalisation', 'normalise', 'style', 'contrast', 'voice', 'speaker'],
  category: 'normalisation',
  fields: { epsilon: { type: 'number', label: 'Epsilon', help: 'Added to the variance.', default: 1e-3, min: 1e-7, max: 1, advanced: true } },
  summary: () => '',
  infer: (_, input) => (input.length === 2 ? input : (notAnImage(input) ?? input)),
  mask: (_, input) => (input.length === 2 ? 'uses' : 'ends'),
  weights: (_, input) => [
    { name: 'gamma', shape: [input.at(-1)!], init: { kind: 'ones' } },
    { name: 'beta', shape: [input.at(-1)!], init: { kind: 'zeros' } },
  ],
  build({ epsilon }, x, { b, weight, mask }) {
    const axes = x.shape.slice(1, -1).map((_, i) => i + 1);
    const isSequence = x.shape.length === 3;
    const meanOf = (values: Tensor): Tensor => (mask && isSequence ? meanOfPlaces(b, values, mask, axes, true) : b.mean(values, axes, true));
    const centred = b.sub(x, meanOf(x));
    const variance = meanOf(b.square(centred));
    return b.add(b.mul(b.div(centred, b.sqrt(b.add(variance, epsilon))), weight('gamma')), weight('beta'));
  },
  mirror: ({ epsilon }) => [{ kind: 'instance-norm', params: { epsilon } }],
});
