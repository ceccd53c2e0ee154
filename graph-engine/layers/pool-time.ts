/** Pooling over time: one vector of a sequence, of the places that hold something. */
import { defineFunction } from '../functions/define-function';
import type { Builder, Tensor } from '../program/builder';
import { defineLayer } from './definition';
import { meanOfPlaces } from './masks';
import { notASequence } from './sequence';

/** Less than whatever a network computes, and no loss of digits where it is not taken. */
const least = 1e9;

const meanOfPresent = defineFunction({ name: 'meanOverTime', help: 'Mean over the places that hold something (1 in `mask`); 0 where there is none.' }, ['x', 'mask'], (b, x: Tensor, mask: Tensor) => meanOfPlaces(b, x, mask, [1]));
const maximumOver = (b: Builder, x: Tensor): Tensor => {
  const [batch, places, channels] = x.shape as readonly [number, number, number];
  return b.reshape(b.maxPool(b.reshape(x, [batch, places, 1, channels]), [places, 1]), [batch, channels]);
};
const maximumOfPresent = defineFunction({ name: 'maximumOverTime', help: 'The greatest value over the places that hold something (1 in `mask`); 0 where there is none.' }, ['x', 'mask'], (b, x: Tensor, mask: Tensor) => {
  const present = b.reshape(mask, [...mask.shape, 1]);
  const greatest = maximumOver(b, b.sub(x, b.mul(b.sub(1, present), least)));
  return b.mul(greatest, b.minimum(b.sum(mask, [1], true), 1));
});

export const poolTime = defineLayer({
  kind: 'pool-time',
  title: 'Pool over time',
  help: 'Makes one vector of a sequence: the mean or the greatest value of each channel over the places that hold something.',
  words: ['global average pooling', 'global max pooling', 'mean pooling', 'temporal pooling', 'sequence to vector', 'sentence embedding', 'summary'],
  category: 'sequence',
  fields: {
    by: {
      type: 'choice',
      label: 'By',
      help: 'What is taken of each channel.',
      default: 'mean',
      options: [
        { value: 'mean', label: 'Mean', help: 'What a channel is like over the whole sequence.' },
        { value: 'max', label: 'Maximum', help: 'Whether a channel was high anywhere.' },
      ],
    },
  },
  summary: ({ by }) => by,
  infer: (_, input) => notASequence(input) ?? [input[1]!],
  weights: () => [],
  mask: () => 'ends',
  build({ by }, x, { b, mask }) {
    if (by === 'mean') return mask ? meanOfPresent(b, x, mask) : b.mean(x, [1]);
    return mask ? maximumOfPresent(b, x, mask) : maximumOver(b, x);
  },
  reach: (_, input) => input,
  mirror: () => 'what was when is lost where a sequence is pooled over time',
});
