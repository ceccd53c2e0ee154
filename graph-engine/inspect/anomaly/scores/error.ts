import { summed, type Score } from './definition';

export const error: Score = {
  id: 'error',
  title: 'Reconstruction error',
  help: 'How far an item is from its reconstruction: the sum of what its columns miss.',
  fits: () => true,
  refer: () => ({}),
  score: ({ count, errors, columns }) => summed(count, errors, columns),
};
