/** Instance normalisation (Ulyanov, Vedaldi & Lempitsky 2016, eq. 7): each channel of each image over its height and width. */
import { defineLayer } from './definition';
import { notAnImage } from './image';

export const instanceNorm = defineLayer({
  kind: 'instance-norm',
  title: 'InstanceNorm',
  help: 'Removes mean and contrast of each channel of each image: what is left is content, what is removed is style.',
  words: ['instance normalisation', 'normalise', 'style', 'contrast'],
  category: 'normalisation',
  fields: { epsilon: { type: 'number', label: 'Epsilon', help: 'Added to the variance.', default: 1e-3, min: 1e-7, max: 1, advanced: true } },
  summary: () => '',
  infer: (_, input) => notAnImage(input) ?? input,
  mask: () => 'ends',
  weights: (_, [, , channels]) => [
    { name: 'gamma', shape: [channels!], init: { kind: 'ones' } },
    { name: 'beta', shape: [channels!], init: { kind: 'zeros' } },
  ],
  build({ epsilon }, x, { b, weight }) {
    const centred = b.sub(x, b.mean(x, [1, 2], true));
    const variance = b.mean(b.square(centred), [1, 2], true);
    return b.add(b.mul(b.div(centred, b.sqrt(b.add(variance, epsilon))), weight('gamma')), weight('beta'));
  },
  mirror: ({ epsilon }) => [{ kind: 'instance-norm', params: { epsilon } }],
});
